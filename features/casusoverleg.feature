# language: nl
Functionaliteit: Voorbereiding en casusoverleg
  Alleen noodzakelijke partners worden bevraagd en uitgenodigd. Een gemotiveerde weigering is een geldig antwoord.

  Achtergrond:
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

  @R5 @scenario-23
  Scenario: Een partner die niet noodzakelijk is, kan niet worden uitgenodigd
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    Dan wordt dat geweigerd omdat "Waarom noodzakelijk"
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, politie-noord |
      | Datum                 | over 7 dagen             |
      | Tijd                  | 10:00                    |
      | Plaats                | Overlegkamer 1           |
    Dan wordt dat geweigerd omdat "Uitgenodigde partners"
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    Dan heeft "Carla" de taak "Uitnodiging beantwoorden"
    En heeft "Ids" geen taak "Uitnodiging beantwoorden"

  @R10 @scenario-24
  Scenario: De GGZ beroept zich op het beroepsgeheim en het proces gaat door
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord            | Geweigerd     |
      | Reden van weigering | Beroepsgeheim |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens                         |
      | Informatie | Huurachterstand van drie maanden |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Antwoorden van partners 1: Antwoord            | Geweigerd                        |
      | Antwoorden van partners 1: Reden van weigering | Beroepsgeheim                    |
      | Antwoorden van partners 1: Te laat             | nee                              |
      | Antwoorden van partners 2: Informatie          | Huurachterstand van drie maanden |
    Als er 9 werkdagen verstrijken
    Dan heeft "Bram" geen taak "Partner herinneren"
    En heeft "Egbert" geen taak "Uitblijvend antwoord bespreken"

  @scenario-25
  Scenario: Zonder antwoord volgt een herinnering en daarna de manager
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    En er 2 werkdagen verstrijken
    Dan heeft "Bram" geen taak "Partner herinneren"
    Als er 1 werkdag verstrijkt
    En "Bram" de taak "Partner herinneren" afrondt met:
      | Hoe herinnerd | Gebeld |
    Dan heeft "Egbert" geen taak "Uitblijvend antwoord bespreken"
    Als er 5 werkdagen verstrijken
    En "Egbert" de taak "Uitblijvend antwoord bespreken" afrondt met:
      | Vervolg     | Wachten                 |
      | Toelichting | Antwoord komt deze week |
    Dan heeft "Bram" geen taak "Casusoverleg plannen"
    Als "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    Dan heeft "Bram" de taak "Casusoverleg plannen"

  @scenario-25
  Scenario: De manager laat het proces verdergaan zonder antwoord
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | nee                              |
    En er 8 werkdagen verstrijken
    En "Egbert" de taak "Uitblijvend antwoord bespreken" afrondt met:
      | Vervolg     | Verder zonder antwoord |
      | Toelichting | Partner is overbelast  |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Antwoorden van partners 1: Antwoord | Geen antwoord |
    En heeft "Carla" geen taak "Informatieverzoek beantwoorden"

  Scenario: Een bevraagde partner ziet van de zaak alleen om wie het gaat
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    Dan ziet "Carla" van de zaak alleen:
      | Naam          | Sam Verzonnen |
      | Geboortedatum | 1990-05-17    |
    En toont de taak "Informatieverzoek beantwoorden" aan "Carla":
      | Waarom noodzakelijk  | Kent de betrokkene               |
      | Vraag aan de partner | Welke contacten zijn er geweest? |
      | Naam                 | Sam Verzonnen                    |

  @R4 @scenario-26
  Scenario: Een partner leest het eigen antwoord en dat van een ander niet
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens             |
      | Informatie | Er is een huurschuld |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord       | Gegevens                 |
      | Informatie     | Er loopt een behandeling |
      | Zorginformatie | Elke week een gesprek    |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Antwoorden van partners 1: Informatie | Er loopt een behandeling |
      | Antwoorden van partners 2: Informatie | Er is een huurschuld     |
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ en gemeente       |
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
    En "Hilda" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    Als "Carla" de afgeronde taak "Informatieverzoek beantwoorden" van "Hilda" opent
    Dan wordt dat geweigerd omdat "nothing here"
    En ziet "Carla" van de zaak:
      | Antwoorden van partners 1: Informatie     | Er loopt een behandeling |
      | Antwoorden van partners 1: Zorginformatie | Elke week een gesprek    |
      | Antwoorden van partners 2: Informatie     |                          |
    En ziet "Hilda" van de zaak:
      | Antwoorden van partners 1: Informatie     | Er is een huurschuld |
      | Antwoorden van partners 1: Zorginformatie |                      |
      | Antwoorden van partners 2: Informatie     |                      |
    En ziet "Anna" van de zaak:
      | Antwoorden van partners 1: Informatie | Er loopt een behandeling |
      | Antwoorden van partners 2: Informatie | Er is een huurschuld     |
    En leest "Zeno" in het logboek van de zaak:
      | wie   | handeling | geweigerd | categorieën                | doel           |
      | carla | read      | ja        |                            | case-direction |
      | carla | read      | nee       | health, identity, ordinary | case-direction |
      | hilda | read      | nee       | identity, ordinary         | case-direction |
    En staat in dat logboek nergens "behandeling" of "huurschuld"

  @scenario-27
  Scenario: Een laat antwoord telt mee en is als laat herkenbaar
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    En er 7 werkdagen verstrijken
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens                 |
      | Informatie | Er loopt een behandeling |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Antwoorden van partners 1: Informatie | Er loopt een behandeling |
      | Antwoorden van partners 1: Te laat    | ja                       |

  @scenario-28 @scenario-29
  Scenario: Zegt een onmisbare partner af of komt een vervanger zonder machtiging, dan komt er een nieuwe datum
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie                | Verhinderd |
      | Reden van verhindering | Spoedgeval |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Reacties op de uitnodiging 1: Reactie | Verhinderd |
    En heeft "Bram" geen taak "Casusoverleg: beeld"
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 14 dagen                 |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie              | Komt met vervanger     |
      | Vervanger            | Vervangend behandelaar |
      | Vervanger gemachtigd | Nee                    |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    Dan heeft "Bram" geen taak "Casusoverleg: beeld"
    En toont de taak "Casusoverleg plannen" aan "Bram":
      | Waarom een nieuwe datum                            | De vervanger van een onmisbare partner is niet gemachtigd |
      | Reacties op de uitnodiging 1: Vervanger gemachtigd | Nee                                                       |
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 21 dagen                 |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie              | Komt met vervanger     |
      | Vervanger            | Vervangend behandelaar |
      | Vervanger gemachtigd | Ja                     |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    Dan heeft "Bram" de taak "Casusoverleg: beeld"

  Scenario: Een partner die niet reageert, houdt het overleg niet tegen
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En er 8 dagen verstrijken
    Dan heeft "Bram" de taak "Casusoverleg: beeld"
    En heeft "Hilda" geen taak "Uitnodiging beantwoorden"

  @scenario-31
  Scenario: Beeld, oordeel en besluit volgen elkaar, en de besluitenlijst is er binnen vijf werkdagen
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig | GGZ en gemeente       |
      | Beeld    | Meervoudige problemen |
    Dan wordt dat geweigerd omdat "Geheimhouding bevestigd"
    Als "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ en gemeente       |
      | Geheimhouding bevestigd | Ja, door iedereen     |
      | Beeld                   | Meervoudige problemen |
    Dan toont de taak "Casusoverleg: oordeel" aan "Bram":
      | Beeld | Meervoudige problemen |
    En heeft "Bram" geen taak "Casusoverleg: besluit"
    Als "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Gezamenlijke aanpak nodig |
    Dan toont de taak "Casusoverleg: besluit" aan "Bram":
      | Oordeel | Gezamenlijke aanpak nodig |
    Als "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Plan van aanpak           |
      | Motivering van het casusoverleg | Besproken met de partners |
      | Casusregisseur van              | gemeente-noordstad        |
    Dan moet "Bram" de taak "Besluitenlijst vaststellen" binnen 5 werkdagen afronden
    En ziet "Bram" bij de zaak de termijn "Besluitenlijst vaststellen" met bron "Afspraak van het huis"
    En heeft "Carla" geen taak "Besluitenlijst controleren"

  @scenario-32
  Scenario: Een partner maakt binnen drie werkdagen bezwaar
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ en gemeente       |
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
      | Bezwaar           | Ja                           |
      | Reden van bezwaar | De behandeling is vrijwillig |
    Dan heeft "Bram" geen taak "Bezwaar verwerken"
    Als er 4 werkdagen verstrijken
    Dan heeft "Hilda" geen taak "Besluitenlijst controleren"
    En toont de taak "Bezwaar verwerken" aan "Bram":
      | Reacties op de besluitenlijst 1: Reden van bezwaar | De behandeling is vrijwillig |
    Als "Bram" de taak "Bezwaar verwerken" afrondt met:
      | Besluitenlijst             | 1. Vrijwillige behandeling |
      | Verwerking van het bezwaar | Overgenomen                |
    Dan ziet "Anna" de zaak in fase "Plan van aanpak"

  @scenario-33
  Scenario: Zonder meerwaarde gaat de casus na een vervolgoverleg terug naar de aanmelder
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                      | GGZ en gemeente       |
      | Geheimhouding bevestigd       | Ja, door iedereen     |
      | Beeld                         | Meervoudige problemen |
      | Betrokkene en netwerk gehoord | Nee                   |
      | Waarom niet gehoord           | Kwam niet opdagen     |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Nog niet te geven |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Vervolgoverleg         |
      | Motivering van het casusoverleg | Eerst betrokkene horen |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | 1. Betrokkene alsnog horen |
    En "Carla" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Hilda" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord      |
      | Datum                 | over 14 dagen  |
      | Tijd                  | 10:00          |
      | Plaats                | Overlegkamer 1 |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                      | GGZ en betrokkene     |
      | Geheimhouding bevestigd       | Ja, door iedereen     |
      | Beeld                         | Meervoudige problemen |
      | Betrokkene en netwerk gehoord | Ja, in het overleg    |
      | Zienswijze van betrokkene     | Wil het zelf oplossen |
      | Zienswijze van het netwerk    | Zus helpt mee         |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Regulier kan het aan |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Geen meerwaarde           |
      | Motivering van het casusoverleg | Besproken met de partners |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | 1. Besluit volgens het overleg |
    En "Carla" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    Dan toont de taak "Terugkoppeling lezen" aan "Anna":
      | Besluit van het casusoverleg | Geen meerwaarde |

  Scenario: Eén zitting behandelt meer zaken
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Kim Verzonnen                     |
      | Geboortedatum                             | 1991-06-18                        |
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
    En "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    En "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" het bericht "zitting-plannen" stuurt met:
      | Datum van de zitting        | over 7 dagen               |
      | Plaats van de zitting       | Overlegkamer 2             |
      | Agenda 1: Zaaknummer        | nummer van de eerste zaak  |
      | Agenda 1: Tijd op de agenda | 10:00                      |
      | Agenda 2: Zaaknummer        | nummer van de laatste zaak |
      | Agenda 2: Tijd op de agenda | 11:00                      |
    Dan toont de taak "Uitnodiging beantwoorden" aan "Carla":
      | Datum  | over 7 dagen   |
      | Tijd   | 11:00          |
      | Plaats | Overlegkamer 2 |
    Als het over de eerste zaak gaat
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    Dan toont de taak "Casusoverleg: beeld" aan "Bram":
      | Reacties op de uitnodiging 1: Reactie | Komt |
    Als er 8 dagen verstrijken
    Dan heeft "Bram" de taak "Casusoverleg: beeld"
