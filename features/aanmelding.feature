# language: nl
Functionaliteit: Aanmelding
  Een partner meldt een casus aan. De procesregisseur controleert of de aanmelding volledig is.

  @scenario-1
  Scenario: Een volledige aanmelding krijgt een nummer en een ontvangstbevestiging
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan ziet "Anna" de zaak in fase "Aanmelding"
    En ziet "Anna" van de zaak:
      | Zaaknummer   | *             |
      | Ontvangen op | *             |
      | Naam         | Sam Verzonnen |
    En heeft "Bram" de taak "Aanmelding controleren"

  @scenario-2
  Scenario: Zonder geboortedatum is een aanmelding onvolledig
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan ziet "Anna" de zaak in fase "Aanvulling gevraagd"
    En toont de taak "Aanmelding aanvullen" aan "Anna":
      | Ontbreekt | geboortedatum |
    En heeft "Bram" geen taak "Aanmelding controleren"
    Als "Anna" de taak "Aanmelding aanvullen" afrondt met:
      | Geboortedatum | 1990-05-17 |
    Dan heeft "Bram" de taak "Aanmelding controleren"

  @scenario-3
  Scenario: Een aanmelding die niet wordt aangevuld, sluit na tien werkdagen
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als er 10 werkdagen verstrijken
    Dan heeft "Anna" de taak "Aanmelding aanvullen"
    Als er 1 werkdag verstrijkt
    Dan eindigt de zaak als "Niet aangevuld"
    En ziet "Anna" de zaak niet
    En heeft "Anna" geen taak "Aanmelding aanvullen"
    Als er 2 dagen verstrijken
    Dan is de zaak vernietigd

  @scenario-39
  Scenario: Sluit het huis een dag, dan schuiven termijnen die al lopen mee
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als er 2 werkdagen verstrijken
    En huis "noord" over 1 dag gesloten is
    En er 1 uur verstrijkt
    En huis "noord" over 1 dag gesloten is
    En er 1 uur verstrijkt
    Dan heeft "Anna" meer dan 13 dagen voor de taak "Aanmelding aanvullen"
    En ziet "Anna" bij de zaak de termijn "Aanmelding aanvullen" met bron "Afspraak van het huis"
    Als er 8 werkdagen verstrijken
    Dan heeft "Anna" de taak "Aanmelding aanvullen"
    Als er 1 werkdag verstrijkt
    Dan eindigt de zaak als "Niet aangevuld"

  Scenario: De procesregisseur vraagt om een aanvulling
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig          | Nee                      |
      | Vraag van de procesregisseur | Welke hulp loopt er nog? |
    Dan toont de taak "Aanmelding aanvullen" aan "Anna":
      | Vraag van de procesregisseur | Welke hulp loopt er nog? |
    Als "Anna" de taak "Aanmelding aanvullen" afrondt met:
      | Ingezette hulp en waarom die tekortschiet | Alleen nog het wijkteam |
    En "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Anna" de zaak in fase "Triage"

  @scenario-4
  Scenario: Wie maandag na twaalf uur aanmeldt, komt in de triage van de week erna
    Gegeven het wordt maandag 12:01
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Anna" van de zaak:
      | Triage op | over 8 dagen |

  @scenario-4
  Scenario: Wie maandag voor twaalf uur aanmeldt, komt in de triage van de volgende dag
    Gegeven het wordt maandag 11:59
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Anna" van de zaak:
      | Triage op | over 1 dag |

  @scenario-5
  Scenario: Een mondelinge aanmelding noemt de partner als aanmelder
    Gegeven het wordt maandag 09:00
    En "Bram" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Aangemeld namens                          | ggz-noord                         |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Carla" van de zaak:
      | Aanmelder | ggz-noord     |
      | Naam      | Sam Verzonnen |
    En ziet "Anna" de zaak niet

  @scenario-5 @scenario-8
  Scenario: Wie mondeling aanmeldt zonder partner te noemen, vult zelf aan en trekt zelf in
    Gegeven het wordt maandag 09:00
    En "Bram" meldt een "casus" aan met:
      | Geboortedatum                             | 1990-05-17                        |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan heeft "Doutzen" de taak "Aanmelding aanvullen"
    Als "Bram" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Bleek een vergissing |
    Dan eindigt de zaak als "Ingetrokken"

  @R2 @scenario-6
  Scenario: Een bijlage die niet wordt gevraagd, wordt niet aangenomen
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | "medischDossier"                          | verslag van de huisarts           |
    Dan wordt dat geweigerd omdat "medischDossier"

  @scenario-8
  Scenario: Wie intrekt voor het besluit, laat geen inhoud achter
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | De betrokkene is verhuisd |
    Dan eindigt de zaak als "Ingetrokken"
    En ziet "Anna" de zaak niet
    En heeft "Bram" geen taak "Aanmelding controleren"
    En heeft "Bram" de taak "Intrekking bevestigen"
    Als er 2 dagen verstrijken
    Dan is de zaak vernietigd

  @scenario-10
  Scenario: Wie de betrokkene niet informeert, zegt waarom
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Nog niet                          |
    Dan wordt dat geweigerd omdat "Reden om nog niet te informeren"
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Nog niet                          |
      | Reden om nog niet te informeren           | Gevaar voor de kinderen           |
      | Opnieuw bezien op                         | over 30 dagen                     |
    Dan ziet "Anna" de zaak in fase "Aanmelding"

  @scenario-17
  Scenario: Acuut gevaar gaat voor
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Acuut gevaar                              | ja                                |
    Dan heeft "Bram" de taak "Acuut gevaar afwenden"
    En heeft "Bram" geen taak "Aanmelding controleren"
    Als "Bram" de taak "Acuut gevaar afwenden" afrondt met:
      | Ingeschakelde dienst | Politie                |
      | Gebeld op            | nu                     |
      | Genomen maatregelen  | Politie is ter plaatse |
    Dan heeft "Bram" de taak "Aanmelding controleren"

  Scenario: Huis Zuid heeft een eigen triagedag en eigen termijnen
    Gegeven het wordt maandag 12:01
    En "Roos" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Marieke" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Roos" van de zaak:
      | Triage op | over 3 dagen |
    En moet "Marieke" de taak "Criteria beoordelen" binnen 7 werkdagen afronden

  Scenario: De termijn en de bron ervan zijn zichtbaar
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan ziet "Anna" bij de zaak de termijn "Aanmelding controleren" met bron "Afspraak van het huis"

  @scenario-7
  Scenario: Wat een bewoner meldt, is een signaal en geen aanmelding
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Bram" meldt een "bewonerssignaal" aan met:
      | Wat meldt de bewoner          | Elke nacht geschreeuw bij nummer 1 |
      | Over wie of waar gaat het     | Voorbeeldstraat 1                  |
      | Hoe is de bewoner bereikbaar  | Belt maandag terug                 |
    Dan heeft "Bram" de taak "Signaal van bewoner wegen"
    En heeft "Bram" geen taak "Aanmelding controleren"
    En ziet "Anna" de zaak niet
    Als "Bram" de taak "Signaal van bewoner wegen" afrondt met:
      | Weging van het bewonerssignaal            | Bij een lopende casus      |
      | Nummer van de casus                       | noord-2026-99999           |
      | Waarom deze weging van het bewonerssignaal | Gaat over dezelfde woning |
    Dan toont de taak "Signaal van bewoner wegen" aan "Bram":
      | Let op | Er loopt geen casus met dit nummer. Het signaal is niet doorgegeven. |
    Als "Bram" de taak "Signaal van bewoner wegen" afrondt met:
      | Weging van het bewonerssignaal            | Bij een lopende casus      |
      | Nummer van de casus                       | nummer van de eerste zaak  |
      | Waarom deze weging van het bewonerssignaal | Gaat over dezelfde woning |
    Dan eindigt de zaak als "Signaal doorgegeven"
    Gegeven het over de eerste zaak gaat
    Dan toont de taak "Nieuw signaal wegen" aan "Bram":
      | Bron van het signaal | Bewoner                            |
      | Wat is er gemeld     | Elke nacht geschreeuw bij nummer 1 |
    En "Bram" meldt een "bewonerssignaal" aan met:
      | Wat meldt de bewoner         | Een man slaapt al weken in de hal |
      | Over wie of waar gaat het    | Hal van de flat                   |
      | Hoe is de bewoner bereikbaar | Belt maandag terug                |
    Als "Bram" de taak "Signaal van bewoner wegen" afrondt met:
      | Weging van het bewonerssignaal             | Naar een partner   |
      | Partner die kan aanmelden                  | politie-noord      |
      | Waarom deze weging van het bewonerssignaal | Politie kent de hal |
    Dan toont de taak "Signaal van bewoner overnemen" aan "Anna" alleen:
      | Wat meldt de bewoner      | Een man slaapt al weken in de hal |
      | Over wie of waar gaat het | Hal van de flat                   |
    Als "Anna" de taak "Signaal van bewoner overnemen" afrondt met:
      | Wat de partner doet | Meldt zelf een casus aan |
    Dan eindigt de zaak als "Signaal doorgegeven"
    En "Bram" meldt een "bewonerssignaal" aan met:
      | Wat meldt de bewoner | De buren groeten niet |
    Als "Bram" de taak "Signaal van bewoner wegen" afrondt met:
      | Weging van het bewonerssignaal             | Geen vervolg         |
      | Waarom deze weging van het bewonerssignaal | Geen zaak voor ons   |
    Dan eindigt de zaak als "Signaal zonder vervolg"
    Als er 4 maanden verstrijken
    Dan is de zaak vernietigd

  @scenario-12 @R16
  Scenario: Een huishouden van vier is één casus, waarin ieder eigen rechten heeft
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Huishouden 1: Naam huisgenoot             | Robin Verzonnen                   |
      | Huishouden 1: Relatie tot betrokkene      | Partner                           |
      | Huishouden 2: Naam huisgenoot             | Noor Verzonnen                    |
      | Huishouden 2: Relatie tot betrokkene      | Kind                              |
      | Huishouden 3: Naam huisgenoot             | Jip Verzonnen                     |
      | Huishouden 3: Relatie tot betrokkene      | Kind                              |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    En "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Ja            |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Ja            |
      | Samenwerking van meerdere ketens nodig (C2a)         | Ja            |
      | Reguliere samenwerking schiet tekort (C2b)           | Ja            |
      | Werkt door in systeem of omgeving (C3)               | Ja            |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee           |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    En "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    Dan heeft "Bram" de taak "Noodzakelijke partners bepalen"
    En leest "Bram" in het document "Informatie aan de betrokkene":
      | Sam Verzonnen |
    En leest "Bram" in het document "Informatie aan de betrokkene" niet:
      | Robin Verzonnen |
    Als "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen    | Uitstellen                  |
      | Grond voor uitstel          | Gevaar voor de kinderen     |
      | Opnieuw bezien op (uitstel) | over 30 dagen               |
    Dan heeft "Doutzen" de taak "Uitstel beoordelen"
    Als "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen | Informeren |
    Dan toont de taak "Informatiebrief versturen" aan "Bram":
      | Naam | * |
    Als "Bram" de taak "Informatiebrief versturen" afrondt met:
      | Informatiebrief verstuurd op | over 0 dagen |
      | Wijze van verzenden          | Per post     |
    Dan heeft "Bram" de taak "Informeren of uitstellen"
    En heeft "Doutzen" de taak "Uitstel beoordelen"
