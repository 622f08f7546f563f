# language: nl
Functionaliteit: Plan van aanpak
  Eén plan met doelen en acties. Het plan is actief zodra elke noodzakelijke actie een eigenaar heeft.

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
    En "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
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
      | Bezwaar | Nee |
    En "Hilda" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |

  @scenario-34
  Scenario: Een geweigerde actie gaat terug naar de procesregisseur
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Geweigerd |
    Dan wordt dat geweigerd omdat "Reden van weigering"
    Als "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding         | Geweigerd         |
      | Reden van weigering | Geen behandelplek |
    Dan toont de taak "Geweigerde actie herverdelen" aan "Bram":
      | Reden van weigering | Geen behandelplek |
    Als "Bram" de taak "Geweigerde actie herverdelen" afrondt met:
      | Vervolg     | Opnieuw aanbieden  |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    Dan heeft "Hilda" de taak "Actie aanvaarden"
    Als "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan ziet "Anna" de zaak in fase "Uitvoering en voortgang"

  @scenario-35
  Scenario: Het plan is niet actief zolang een noodzakelijke actie geen eigenaar heeft
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
      | Acties 2: Actie               | Schuldhulp regelen             |
      | Acties 2: Actiehouder         | gemeente-noordstad             |
      | Acties 2: Gereed op           | over 30 dagen                  |
      | Acties 2: Noodzakelijke actie | nee                            |
    En "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan ziet "Anna" de zaak in fase "Plan van aanpak"
    Als "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan ziet "Anna" de zaak in fase "Uitvoering en voortgang"

  @scenario-35
  Scenario: Vervalt een noodzakelijke actie, dan moet het plan worden herzien
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding         | Geweigerd         |
      | Reden van weigering | Geen behandelplek |
    En "Bram" de taak "Geweigerde actie herverdelen" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    Dan heeft "Fenna" de taak "Plan van aanpak opstellen"
    En ziet "Anna" de zaak in fase "Plan van aanpak"

  Scenario: Een deelnemer ziet van het plan de doelen en de eigen actie
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    Dan toont de taak "Actie aanvaarden" aan "Carla":
      | Actie               | Behandeling starten            |
      | Gezamenlijke doelen | Woning behouden, geen overlast |
    En ziet "Ids" de zaak niet

  @scenario-37
  Scenario: Betrokkene is het oneens en acties wachten op elkaar
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen                 | Woning behouden, geen overlast |
      | Doelen per leefgebied 1: Leefgebied | Wonen                          |
      | Doelen per leefgebied 1: Doel       | Huur op tijd betaald           |
      | Veiligheids- en crisisafspraak      | Bel de wijkagent               |
      | Wanneer wordt opgeschaald           | Opnieuw geweld                 |
      | Wanneer wordt afgeschaald           | Drie maanden rust              |
      | Betrokkene is het eens met het plan | Deels                          |
    Dan wordt dat geweigerd omdat "Zienswijze van betrokkene op het plan"
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen                   | Woning behouden, geen overlast |
      | Doelen per leefgebied 1: Leefgebied   | Wonen                          |
      | Doelen per leefgebied 1: Doel         | Huur op tijd betaald           |
      | Betrokkene is het eens met het plan   | Deels                          |
      | Zienswijze van betrokkene op het plan | Wil geen bewindvoerder         |
      | Acties 1: Actie                       | Behandeling starten            |
      | Acties 1: Actiehouder                 | ggz-noord                      |
      | Acties 1: Gereed op                   | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie         | ja                             |
      | Acties 1: Bevoegdheid                 | Vrijwillig                     |
      | Acties 2: Actie                       | Huis opruimen                  |
      | Acties 2: Actiehouder                 | ggz-noord                      |
      | Acties 2: Gereed op                   | over 30 dagen                  |
      | Acties 3: Actie                       | Schuldhulp regelen             |
      | Acties 3: Actiehouder                 | gemeente-noordstad             |
      | Acties 3: Gereed op                   | over 40 dagen                  |
      | Acties 3: Pas na actie                | Huis opruimen                  |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan ziet "Bram" van de zaak:
      | Zienswijze van betrokkene op het plan | Wil geen bewindvoerder |
      | Doelen per leefgebied 1: Doel         | Huur op tijd betaald   |
      | Versie van het plan                   | 1                      |
    En heeft "Hilda" geen taak "Actie uitvoeren"
    Als "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    En "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    Dan heeft "Hilda" de taak "Actie uitvoeren"

  Scenario: De procesregisseur stuurt het lopende plan bij
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Bram" het bericht "plan-bijsturen" stuurt met:
      | Waarom het plan wordt bijgestuurd | Behandelplek bij een ander |
    En "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie bij een ander beleggen |
      | Om welke actie gaat het | Behandeling staren           |
      | Nieuwe actiehouder      | gemeente-noordstad           |
      | Actie gereed op         | over 40 dagen                |
    Dan wordt dat geweigerd omdat "Om welke actie gaat het"
    Als "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie bij een ander beleggen |
      | Om welke actie gaat het | Behandeling starten          |
      | Nieuwe actiehouder      | gemeente-noordstad           |
      | Actie gereed op         | over 40 dagen                |
    Dan heeft "Hilda" de taak "Actie uitvoeren"
    En heeft "Carla" geen taak "Actie uitvoeren"
    Als "Bram" het bericht "plan-bijsturen" stuurt met:
      | Waarom het plan wordt bijgestuurd | Nieuwe schuld |
    En "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie toevoegen    |
      | Nieuwe actie            | Schuldhulp regelen |
      | Nieuwe actiehouder      | ggz-noord          |
      | Actie gereed op         | over 30 dagen      |
      | Bevoegdheid             | Vrijwillig         |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan heeft "Carla" de taak "Actie uitvoeren"
    Als "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    En "Bram" het bericht "plan-bijsturen" stuurt met:
      | Waarom het plan wordt bijgestuurd | Nog een schuld |
    En "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie toevoegen |
      | Nieuwe actie            | Budgetbeheer    |
      | Nieuwe actiehouder      | ggz-noord       |
      | Actie gereed op         | over 30 dagen   |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding         | Geweigerd      |
      | Reden van weigering | Niet onze taak |
    En "Bram" de taak "Geweigerde actie herverdelen" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    En "Bram" het bericht "plan-bijsturen" stuurt met:
      | Waarom het plan wordt bijgestuurd | Betrokkene is verhuisd |
    En "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie laten vervallen |
      | Om welke actie gaat het | Behandeling starten   |
    Dan heeft "Hilda" geen taak "Actie uitvoeren"
    Als "Bram" het bericht "plan-bijsturen" stuurt met:
      | Waarom het plan wordt bijgestuurd | Nog eens |
    En "Bram" de taak "Plan bijsturen" afrondt met:
      | Bijsturing              | Actie laten vervallen |
      | Om welke actie gaat het | Behandeling starten   |
    Dan wordt dat geweigerd omdat "Om welke actie gaat het"
    Als er 6 weken verstrijken
    En er 1 werkdag verstrijkt
    Dan toont de taak "Eerste voortgangscontrole" aan "Bram":
      | Versie van het plan                                                     | 5                              |
      | Versies van het plan 1: Doelen in deze versie                           | Woning behouden, geen overlast |
      | Versies van het plan 5: Versie                                          | 5                              |

  @scenario-36
  Scenario: De casusregisseur stopt en draagt over
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Fenna" het bericht "casusregisseur-stopt" stuurt met:
      | Waarom de casusregisseur stopt | Andere baan |
    En "Bram" de taak "Casusregisseur aanwijzen" afrondt met:
      | Nieuwe casusregisseur van | reclassering-noord |
    Dan toont de taak "Casusregie overnemen" aan "Ids":
      | Gezamenlijke doelen | Woning behouden, geen overlast |
    Als "Ids" de taak "Casusregie overnemen" afrondt met:
      | Wat bij de overdracht is afgesproken | Kennismaking met betrokkene |
    Dan ziet "Ids" van de zaak:
      | Gezamenlijke doelen | Woning behouden, geen overlast |
      | Casusregisseur van  | reclassering-noord             |
    En is van de zaak te zien:
      |       | Ids                          | Fenna |
      | Adres | Voorbeeldstraat 1, Noordstad |       |
