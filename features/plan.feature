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
    En "Bram" de taak "Casusoverleg houden" afrondt met:
      | Aanwezig                        | GGZ en gemeente           |
      | Beeld                           | Meervoudige problemen     |
      | Oordeel                         | Gezamenlijke aanpak nodig |
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
