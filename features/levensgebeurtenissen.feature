# language: nl
Functionaliteit: Levensgebeurtenissen
  Wat met de betrokkene of met een partner gebeurt, gebeurt in elke fase. De casus gaat door, of eindigt netjes.

  @scenario-63 @R23 @R24
  Scenario: Na een bevestigd overlijden eindigt de zaak, weten de organisaties het en telt de bewaartermijn
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Als "Anna" het bericht "overlijden" stuurt met:
      | Overleden op             | over 0 dagen  |
      | Van wie komt het bericht | Een buurvrouw |
    Dan toont de taak "Overlijden bevestigen" aan "Bram":
      | Aanpak in deze fase | * |
    Als "Bram" de taak "Overlijden bevestigen" afrondt met:
      | Overlijden bevestigd | Nee            |
      | Bevestigd door       | Niet bevestigd |
    Dan heeft "Bram" de taak "Criteria beoordelen"
    Als "Bram" het bericht "datalek" stuurt met:
      | Wat is er gebeurd met de gegevens | Brief verkeerd bezorgd |
      | Datalek ontdekt op                | nu                     |
    En "Bram" het bericht "overlijden" stuurt met:
      | Overleden op             | over 0 dagen |
      | Van wie komt het bericht | De politie   |
    En "Bram" de taak "Overlijden bevestigen" afrondt met:
      | Overlijden bevestigd | Ja                        |
      | Bevestigd door       | Basisregistratie Personen |
    Dan heeft "Yvonne" de taak "Datalek melden bij de AP"
    En heeft "Bram" geen taak "Betrokken organisaties informeren"
    Als "Yvonne" de taak "Datalek melden bij de AP" afrondt met:
      | Risico voor de betrokkene | Geen     |
      | Afweging                  | Hersteld |
    Dan heeft "Bram" geen taak "Criteria beoordelen"
    En ziet "Anna" de zaak in fase "Casus eindigt"
    En toont de taak "Betrokken organisaties informeren" aan "Bram":
      | Te informeren organisaties | politie-noord |
    Als "Bram" de taak "Betrokken organisaties informeren" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    Dan eindigt de zaak als "Overleden"
    En ziet "Anna" de zaak niet
    Als er 11 maanden verstrijken
    Dan eindigt de zaak als "Overleden"
    Als er 2 maanden verstrijken
    Dan is de zaak vernietigd

  @scenario-11 @R26
  Scenario: Wie een persoon aanmeldt die al een casus heeft, ziet dat dossier niet; de procesregisseur voegt samen
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En heeft "Bram" geen taak "Samenvoegen beoordelen"
    Als "Carla" een "casus" aanmeldt met:
      | Naam                                      | SAM verzonnen                |
      | Geboortedatum                             | 1990-05-17                   |
      | Adres                                     | Voorbeeldstraat 1, Noordstad |
      | Reden van aanmelding                      | Verward gedrag               |
      | Doel van het casusoverleg                 | Behandeling                  |
      | Ingezette hulp en waarom die tekortschiet | Ambulant, haakt af           |
      | Betrokkene geïnformeerd                   | Ja                           |
    Dan ziet "Carla" de zaak in fase "Aanmelding"
    Gegeven het over de eerste zaak gaat
    Dan ziet "Carla" de zaak niet
    En toont de taak "Samenvoegen beoordelen" aan "Bram":
      | Nummer van de nieuwe aanmelding | *         |
      | Wie meldt aan                   | ggz-noord |
    Als "Bram" de taak "Samenvoegen beoordelen" afrondt met:
      | Samenvoegen                  | Nee                       |
      | Waarom samenvoegen of niet   | Eerst de identiteit nagaan |
    Gegeven het over de laatste zaak gaat
    Dan heeft "Bram" de taak "Aanmelding controleren"
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig          | Nee                |
      | Vraag van de procesregisseur | Wie is uw contact? |
    En "Carla" de taak "Aanmelding aanvullen" afrondt met:
      | Reden van aanmelding | Verward gedrag op straat |
    Gegeven het over de eerste zaak gaat
    Als "Bram" de taak "Samenvoegen beoordelen" afrondt met:
      | Samenvoegen                | Ja              |
      | Waarom samenvoegen of niet | Zelfde persoon  |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    En ziet "Carla" de zaak niet
    Gegeven het over de laatste zaak gaat
    Als "Bram" de taak "Betrokken organisaties informeren" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    Dan eindigt de zaak als "Samengevoegd"
    En ziet "Carla" de zaak niet

  @scenario-68
  Scenario: Op de achttiende verjaardag gaan de rechten over op de betrokkene
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Anna" de taak "Aanmelding aanvullen" afrondt met:
      | Geboortedatum | wordt over 2 dagen 18 |
    En "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Als er 1 dag verstrijkt
    Dan heeft "Bram" geen taak "Meerderjarigheid verwerken"
    Als er 1 dag verstrijkt
    Dan toont de taak "Meerderjarigheid verwerken" aan "Bram":
      | Aanpak in deze fase | * |
    Als "Bram" de taak "Meerderjarigheid verwerken" afrondt met:
      | Betrokkene weet van de eigen rechten           | Ja                         |
      | Wie vertegenwoordigt vanaf nu                  | Niemand, betrokkene zelf   |
      | Gevolgen voor jeugdhulp en andere partners     | Jeugdhulp loopt af in juni |
    Dan heeft "Bram" de taak "Criteria beoordelen"
    En ziet "Bram" van de zaak:
      | Wie vertegenwoordigt vanaf nu | Niemand, betrokkene zelf |

  @scenario-69
  Scenario: Na een verhuizing blijft de casus, tot een ander huis die heeft aangenomen
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Anna" het bericht "verhuizing" stuurt met:
      | Nieuwe woonplaats | Zuidstad     |
      | Verhuisd op       | over 3 dagen |
    En "Bram" de taak "Verhuizing beoordelen" afrondt met:
      | Na de verhuizing   | Casus blijft hier |
      | Waarom deze keuze  | Tijdelijk         |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    Als "Bram" het bericht "verhuizing" stuurt met:
      | Nieuwe woonplaats | Zuidstad     |
      | Verhuisd op       | over 3 dagen |
    En "Bram" de taak "Verhuizing beoordelen" afrondt met:
      | Na de verhuizing  | Overdragen aan een ander huis |
      | Waarom deze keuze | Blijvend                      |
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Advies aan de aanmelder |
      | Motivering van de overdracht | Eerst de aanmelder      |
    En "Bram" de taak "Advies aan aanmelder opstellen" afrondt met:
      | Advies aan de aanmelder | Meld aan in de nieuwe woonplaats |
      | Opnieuw aanmelden als   | De verhuizing niet doorgaat      |
    En "Anna" de taak "Advies lezen" afrondt met:
      | Advies aanvaard | Ja |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    Als "Bram" het bericht "verhuizing" stuurt met:
      | Nieuwe woonplaats | Zuidstad     |
      | Verhuisd op       | over 3 dagen |
    En "Bram" de taak "Verhuizing beoordelen" afrondt met:
      | Na de verhuizing  | Overdragen aan een ander huis |
      | Waarom deze keuze | Blijvend                      |
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Ander huis |
      | Motivering van de overdracht | Verhuisd   |
    En "Bram" de taak "Verzoek aan ander huis opstellen" afrondt met:
      | Reden van het verzoek, zonder persoonsgegevens | Verhuizing deze week |
      | Gemaakte afspraken                             | Wekelijks contact    |
      | Contactpersoon van het huis                    | Bram Hoekstra        |
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    Als partner "Overdrachtsloket huis Zuid" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Marieke      |
    En "Bram" de taak "Warme overdracht aan ander huis" afrondt met:
      | Warme overdracht op        | nu                       |
      | Afgesproken met betrokkene | Marieke neemt contact op |
    Dan heeft "Bram" geen taak "Aanmelding controleren"
    Als "Bram" de taak "Betrokken organisaties informeren" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    Dan eindigt de zaak als "Overgedragen aan een ander huis"

  @scenario-8
  Scenario: Na het besluit kan de aanmelder niet meer intrekken, en hoort waarom
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Bram" de taak "Aanmelding controleren" afrondt met:
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
    Als "Carla" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Niet mijn aanmelding |
    Dan heeft "Bram" de taak "Triagebesluit"
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    En "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Het gaat beter |
    Dan heeft "Bram" de taak "Noodzakelijke partners bepalen"
    En toont de taak "Te late intrekking beantwoorden" aan "Bram":
      | Aanpak in deze fase  | De casus is al in behandeling genomen en gaat door. Leg de aanmelder uit waarom, en weeg de reden mee in het casusoverleg. |
      | Reden van intrekking | Het gaat beter |
    Als "Bram" de taak "Te late intrekking beantwoorden" afrondt met:
      | Waarom de casus doorgaat | De zorgen zijn niet weg |
    Dan toont de taak "Antwoord op intrekking lezen" aan "Anna":
      | Waarom de casus doorgaat | De zorgen zijn niet weg |
    Als "Anna" de taak "Antwoord op intrekking lezen" afrondt
    En "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Toch liever niet |
    En "Bram" de taak "Te late intrekking beantwoorden" afrondt met:
      | Waarom de casus doorgaat | Zie het vorige antwoord |
    En er 11 werkdagen verstrijken
    Dan heeft "Anna" geen taak "Antwoord op intrekking lezen"
    En heeft "Bram" de taak "Noodzakelijke partners bepalen"

  @scenario-17
  Scenario: Acuut gevaar en een nieuw signaal gaan voor, ook in de uitvoering van het plan
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Als "Rients" het bericht "nieuw-signaal" stuurt met:
      | Bron van het signaal | ZSM        |
      | Wat is er gemeld     | Aanhouding |
    En "Bram" de taak "Nieuw signaal wegen" afrondt met:
      | Weging van het signaal | Acuut gevaar     |
      | Waarom deze weging     | Dreigt met wraak |
    En "Bram" de taak "Acuut gevaar afwenden" afrondt met:
      | Ingeschakelde dienst | Politie                |
      | Gebeld op            | nu                     |
      | Genomen maatregelen  | Politie is ter plaatse |
    Dan heeft "Bram" geen taak "Gevolgen van het gevaar bepalen"
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
    Als "Anna" het bericht "acuut-gevaar" stuurt met:
      | Wat is er aan de hand | Bedreiging van een buurman |
    Dan toont de taak "Acuut gevaar afwenden" aan "Bram":
      | Wat is er aan de hand | Bedreiging van een buurman |
      | Aanpak in deze fase   | *                          |
    En moet "Bram" de taak "Acuut gevaar afwenden" binnen 1 uur afronden
    En ziet "Anna" de zaak in fase "Acuut gevaar"
    Als "Bram" de taak "Acuut gevaar afwenden" afrondt met:
      | Ingeschakelde dienst | 112             |
      | Gebeld op            | nu              |
      | Genomen maatregelen  | Buurman gewaarschuwd |
    En "Bram" de taak "Gevolgen van het gevaar bepalen" afrondt met:
      | Gevolg voor de casus      | Gaat door zoals het was |
      | Toelichting op het gevolg | Rust is terug           |
    En "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord      |
      | Datum                 | over 7 dagen   |
      | Tijd                  | 10:00          |
      | Plaats                | Overlegkamer 1 |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ                   |
      | Geheimhouding bevestigd | Ja, door iedereen     |
      | Beeld                   | Meervoudige problemen |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Gezamenlijke aanpak nodig |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Plan van aanpak           |
      | Motivering van het casusoverleg | Besproken met de partners |
      | Casusregisseur van              | gemeente-noordstad        |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | 1. Besluit volgens het overleg |
    En "Carla" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 30 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan heeft "Bram" geen taak "Eerste voortgangscontrole"
    Als "Fenna" het bericht "acuut-gevaar" stuurt met:
      | Wat is er aan de hand | Nieuwe bedreiging |
    En "Bram" de taak "Acuut gevaar afwenden" afrondt met:
      | Ingeschakelde dienst | 112             |
      | Gebeld op            | nu              |
      | Genomen maatregelen  | Contactverbod   |
    En "Bram" de taak "Gevolgen van het gevaar bepalen" afrondt met:
      | Gevolg voor de casus      | Nu evalueren     |
      | Toelichting op het gevolg | Plan voldoet niet |
    Dan heeft "Bram" de taak "Eerste voortgangscontrole"
    Als "Bram" het bericht "nieuw-signaal" stuurt met:
      | Bron van het signaal | Politie     |
      | Wat is er gemeld     | Overlast    |
    En "Bram" de taak "Nieuw signaal wegen" afrondt met:
      | Weging van het signaal | Alleen noteren |
      | Waarom deze weging     | Al bekend      |
    En "Bram" de taak "Eerste voortgangscontrole" afrondt met:
      | Voortgang | Besproken met de partners |
      | Besluit   | Doorgaan                  |
    Als "Rients" het bericht "nieuw-signaal" stuurt met:
      | Bron van het signaal | ZSM               |
      | Wat is er gemeld     | Nieuwe aanhouding |
    Dan heeft "Bram" geen taak "Evaluatie"
    Als "Bram" de taak "Nieuw signaal wegen" afrondt met:
      | Weging van het signaal | Nu evalueren   |
      | Waarom deze weging     | Plan past niet |
    Dan heeft "Bram" de taak "Evaluatie"
    Als "Anna" het bericht "overlijden" stuurt met:
      | Overleden op             | over 0 dagen |
      | Van wie komt het bericht | De politie   |
    En "Bram" de taak "Overlijden bevestigen" afrondt met:
      | Overlijden bevestigd | Ja      |
      | Bevestigd door       | Politie |
    En "Bram" de taak "Overlijden afwikkelen" afrondt met:
      | Afwikkeling met partners en nabestaanden | Gesprek met de familie |
    Dan heeft "Carla" geen taak "Actie uitvoeren"
    En heeft "Bram" geen taak "Evaluatie"
    En toont de taak "Betrokken organisaties informeren" aan "Bram":
      | Te informeren organisaties | * |
