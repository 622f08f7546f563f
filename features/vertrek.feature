# language: nl
Functionaliteit: Een partner vertrekt
  Een partner kan in elke fase stoppen. De toegang eindigt meteen, taken vervallen of gaan terug naar de procesregisseur,
  en de casus gaat door.

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
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 3: Partner                   | reclassering-noord               |
      | Noodzakelijke partners 3: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 3: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 3: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 4: Partner                   | veilig-thuis-noord               |
      | Noodzakelijke partners 4: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 4: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 4: Onmisbaar bij het overleg | ja                               |

  @R6
  Scenario: Wie voor of na het overleg vertrekt, hoeft niets meer, ziet niets meer en wordt niet meer uitgenodigd
    Dan heeft "Carla" de taak "Informatieverzoek beantwoorden"
    Als "Anna" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | ggz-noord |
      | Waarom de partner vertrekt | Ruzie     |
    Dan heeft "Carla" de taak "Informatieverzoek beantwoorden"
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | ggz-noord                 |
      | Waarom de partner vertrekt | Geen behandelrelatie meer |
    Dan heeft "Carla" geen taak "Informatieverzoek beantwoorden"
    En heeft "Carla" nergens meer toegang tot de zaak
    En toont de taak "Vertrek van partner verwerken" aan "Bram":
      | Vertrokken partner             | ggz-noord                                                                                         |
      | Reden van vertrek              | Geen behandelrelatie meer                                                                         |
      | Alle partners die vertrokken   | GGZ Noord                                                                                         |
      | Aanpak in deze fase            | Vragen en uitnodiging van deze partner zijn vervallen. Bepaal wie de bijdrage overneemt.          |
    Als "Bram" de taak "Vertrek van partner verwerken" afrondt met:
      | Wie neemt de bijdrage over     | Een andere partner      |
      | Afgesproken over de overdracht | Dossier is overgedragen |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Ids" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Jitske" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad, reclassering-noord, veilig-thuis-noord |
      | Datum                 | over 7 dagen                                                          |
      | Tijd                  | 10:00                                                                 |
      | Plaats                | Overlegkamer 1                                                        |
    Dan wordt dat geweigerd omdat "Uitgenodigde partners"
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | gemeente-noordstad, reclassering-noord, veilig-thuis-noord |
      | Datum                 | over 7 dagen                                                          |
      | Tijd                  | 10:00                                                                 |
      | Plaats                | Overlegkamer 1                                                        |
    Dan heeft "Carla" geen taak "Uitnodiging beantwoorden"
    En heeft "Jitske" de taak "Uitnodiging beantwoorden"
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | veilig-thuis-noord   |
      | Waarom de partner vertrekt | Kind is meerderjarig |
    Dan heeft "Jitske" geen taak "Uitnodiging beantwoorden"
    En ziet "Jitske" de zaak niet
    Als "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Ids" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | Gemeente en reclassering |
      | Geheimhouding bevestigd | Ja, door iedereen        |
      | Beeld                   | Meervoudige problemen    |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Gezamenlijke aanpak nodig |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Plan van aanpak           |
      | Motivering van het casusoverleg | Besproken met de partners |
      | Casusregisseur van              | gemeente-noordstad        |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | 1. Besluit volgens het overleg |
    Dan heeft "Jitske" geen taak "Besluitenlijst controleren"
    En heeft "Hilda" de taak "Besluitenlijst controleren"
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | gemeente-noordstad              |
      | Waarom de partner vertrekt | Betrokkene verhuist naar elders |
    Dan heeft "Hilda" geen taak "Besluitenlijst controleren"
    En heeft "Hilda" nergens meer toegang tot de zaak
    Als "Ids" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    Dan heeft "Fenna" geen taak "Plan van aanpak opstellen"
    Als "Bram" de taak "Casusregisseur aanwijzen" afrondt met:
      | Nieuwe casusregisseur van | reclassering-noord |
    Dan heeft "Ids" de taak "Plan van aanpak opstellen"
    En ziet "Bram" van de zaak:
      | Casusregisseur van | reclassering-noord |
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | reclassering-noord    |
      | Waarom de partner vertrekt | Toezicht is beëindigd |
    Dan heeft "Ids" geen taak "Plan van aanpak opstellen"
    En ziet "Ids" de zaak niet
    Als "Bram" de taak "Casusregisseur aanwijzen" afrondt met:
      | Nieuwe casusregisseur van | gemeente-noordstad |
    Dan heeft "Fenna" de taak "Plan van aanpak opstellen"

  Scenario: Acties en casusregie van wie vertrekt, komen terug bij de procesregisseur
    Als "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Ids" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Jitske" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad, reclassering-noord, veilig-thuis-noord |
      | Datum                 | over 7 dagen                                                          |
      | Tijd                  | 10:00                                                                 |
      | Plaats                | Overlegkamer 1                                                        |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Hilda" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Ids" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Jitske" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | Gemeente en reclassering |
      | Geheimhouding bevestigd | Ja, door iedereen        |
      | Beeld                   | Meervoudige problemen    |
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
    En "Ids" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Jitske" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen    | Woning behouden, geen overlast |
      | Acties 1: Actie        | Behandeling starten            |
      | Acties 1: Actiehouder  | ggz-noord                      |
      | Acties 1: Gereed op    | over 40 dagen                  |
      | Acties 2: Actie        | Toezicht houden                |
      | Acties 2: Actiehouder  | reclassering-noord             |
      | Acties 2: Gereed op    | over 40 dagen                  |
      | Acties 3: Actie        | Schuldhulp regelen             |
      | Acties 3: Actiehouder  | gemeente-noordstad             |
      | Acties 3: Gereed op    | over 40 dagen                  |
      | Acties 3: Pas na actie | Toezicht houden                |
      | Acties 4: Actie        | Veiligheidsplan maken          |
      | Acties 4: Actiehouder  | veilig-thuis-noord             |
      | Acties 4: Gereed op    | over 40 dagen                  |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Ids" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | veilig-thuis-noord   |
      | Waarom de partner vertrekt | Kind is meerderjarig |
    En "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | ggz-noord                 |
      | Waarom de partner vertrekt | Geen behandelrelatie meer |
    Dan heeft "Jitske" geen taak "Actie aanvaarden"
    En toont de taak "Geweigerde actie herverdelen" aan "Bram":
      | Actie               | Veiligheidsplan maken        |
      | Reden van weigering | Partner neemt niet meer deel |
    Als "Bram" de taak "Geweigerde actie herverdelen" afrondt met:
      | Vervolg     | Opnieuw aanbieden  |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    En "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan heeft "Carla" geen taak "Actie uitvoeren"
    En toont de taak "Onuitvoerbare actie bespreken" aan "Bram":
      | Actie | Behandeling starten |
    Als "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Alternatief        |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 40 dagen      |
    Dan heeft "Ids" de taak "Actie uitvoeren"
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | gemeente-noordstad              |
      | Waarom de partner vertrekt | Betrokkene verhuist naar elders |
    Dan heeft "Hilda" geen taak "Actie uitvoeren"
    En heeft "Fenna" geen taak "Actie uitvoeren"
    En ziet "Fenna" de zaak niet
    Als "Bram" de taak "Casusregisseur aanwijzen" afrondt met:
      | Nieuwe casusregisseur van | reclassering-noord |
    En "Ids" de taak "Casusregie overnemen" afrondt met:
      | Wat bij de overdracht is afgesproken | Kennismaking |
    En "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 40 dagen      |
    En "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 40 dagen      |
    En "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 40 dagen      |
    Dan heeft "Bram" geen taak "Onuitvoerbare actie bespreken"
    Als "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | reclassering-noord    |
      | Waarom de partner vertrekt | Toezicht is beëindigd |
    Dan toont de taak "Onuitvoerbare actie bespreken" aan "Bram":
      | Actie       | Toezicht houden              |
      | Toelichting | Partner neemt niet meer deel |
    En heeft "Ids" geen taak "Actie uitvoeren"
