# language: nl
Functionaliteit: Voortgang, stagnatie en opschaling
  De procesregisseur bewaakt de uitvoering. Stagnatie gaat stap voor stap omhoog, met per niveau alleen wat nodig is.

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

  @scenario-38
  Scenario: Een actie die tien werkdagen over tijd is, stagneert
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 11 werkdagen verstrijken
    Dan heeft "Bram" geen taak "Opschaling niveau 1"
    Als er 1 werkdag verstrijkt
    Dan heeft "Bram" de taak "Opschaling niveau 1"
    En ziet "Anna" de zaak in fase "Stagnatie"

  @scenario-39
  Scenario: Een feestdag telt niet mee, en een vrije dag van het huis evenmin
    Gegeven het wordt de maandag voor "Hemelvaartsdag" 09:00
    En huis "noord" over 1 dag gesloten is
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 0 dagen                   |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 17 dagen verstrijken
    Dan heeft "Bram" geen taak "Opschaling niveau 1"
    Als er 1 dag verstrijkt
    Dan heeft "Bram" de taak "Opschaling niveau 1"

  @scenario-40
  Scenario: Zwijgt niveau twee, dan volgt niveau drie met een notitie zonder persoonsgegevens
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En er 6 werkdagen verstrijken
    Dan heeft "Egbert" de taak "Opschaling niveau 2"
    En heeft "Bram" geen taak "Opschaling niveau 1"
    Als er 6 werkdagen verstrijken
    Dan toont de taak "Opschaling niveau 3" aan "Matthijs" alleen:
      | Notitie          | Zaak noord-2026-00001: Actie lang over tijd (partner: ggz-noord) |
      | Stagnatie sinds  | * |
      | Voortgang hervat |   |
      | Afspraak         |   |
    Als er 6 werkdagen verstrijken
    Dan heeft "Nynke" de taak "Opschaling niveau 4"
    Als "Nynke" de taak "Opschaling niveau 4" afrondt met:
      | Voortgang hervat | Ja              |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Carla" de taak "Actie uitvoeren"

  @scenario-41
  Scenario: Komt er weer voortgang, dan eindigt de opschaling
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Egbert" de taak "Opschaling niveau 2"
    Als "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    Dan heeft "Egbert" geen taak "Opschaling niveau 2"
    En ziet "Anna" de zaak in fase "Uitvoering en voortgang"

  @scenario-41
  Scenario: Hervat niveau 1 de voortgang, dan gaat het niet verder omhoog
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Ja              |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Egbert" geen taak "Opschaling niveau 2"
    En heeft "Carla" de taak "Actie uitvoeren"

  @scenario-41
  Scenario: Hervat niveau 2 de voortgang, dan gaat het niet verder omhoog
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    En "Egbert" de taak "Opschaling niveau 2" afrondt met:
      | Voortgang hervat | Ja              |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Matthijs" geen taak "Opschaling niveau 3"
    En heeft "Carla" de taak "Actie uitvoeren"

  @scenario-41
  Scenario: Hervat niveau 3 de voortgang, dan gaat het niet verder omhoog
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    En "Egbert" de taak "Opschaling niveau 2" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    En "Matthijs" de taak "Opschaling niveau 3" afrondt met:
      | Voortgang hervat | Ja              |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Nynke" geen taak "Opschaling niveau 4"
    En heeft "Carla" de taak "Actie uitvoeren"

  @scenario-40
  Scenario: Lost niveau drie het niet op, dan besluit de burgemeester
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 13 werkdagen verstrijken
    En "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    En "Egbert" de taak "Opschaling niveau 2" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    En "Matthijs" de taak "Opschaling niveau 3" afrondt met:
      | Voortgang hervat | Nee             |
      | Afspraak         | Overleg gevoerd |
    Dan heeft "Nynke" de taak "Opschaling niveau 4"

  @scenario-42
  Scenario: Een gemiste evaluatie komt bij de manager
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    En er 6 weken verstrijken
    En er 1 werkdag verstrijkt
    En "Bram" de taak "Eerste voortgangscontrole" afrondt met:
      | Voortgang | Besproken met de partners |
      | Besluit   | Doorgaan                  |
    En er 3 maanden verstrijken
    En er 1 werkdag verstrijkt
    Dan heeft "Bram" de taak "Evaluatie"
    Als er 16 werkdagen verstrijken
    En "Egbert" de taak "Gemiste evaluatie bespreken" afrondt met:
      | Afspraak | Deze week alsnog |
    Dan heeft "Bram" de taak "Evaluatie"
    Als "Bram" de taak "Evaluatie" afrondt met:
      | Voortgang | Besproken met de partners |
      | Besluit   | Doorgaan                  |
    Dan heeft "Bram" geen taak "Evaluatie"

  @scenario-38
  Scenario: Een evaluatie zonder vooruitgang leidt tot opschaling
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Uitgevoerd  |
      | Toelichting | Zie verslag |
    En er 6 weken verstrijken
    En er 1 werkdag verstrijkt
    En "Bram" de taak "Eerste voortgangscontrole" afrondt met:
      | Voortgang                                | Besproken met de partners |
      | Besluit                                  | Doorgaan                  |
      | Weken wachtlijst voor noodzakelijke zorg | 8                         |
    Dan ziet "Anna" de zaak in fase "Opschaling"
    En toont de taak "Opschaling niveau 1" aan "Bram":
      | Notitie | * |
    Als "Bram" de taak "Opschaling niveau 1" afrondt met:
      | Voortgang hervat | Ja              |
      | Afspraak         | Overleg gevoerd |
    Dan ziet "Anna" de zaak in fase "Uitvoering en voortgang"

  Scenario: Voor een onuitvoerbare actie komt een alternatief
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Niet uitvoerbaar |
      | Toelichting | Zie verslag      |
    En "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Alternatief        |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    Dan heeft "Hilda" de taak "Actie uitvoeren"
    En heeft "Carla" geen taak "Actie uitvoeren"

  Scenario: Een onuitvoerbare actie vervalt
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 1 dag                     |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Carla" de taak "Actie uitvoeren" afrondt met:
      | Resultaat   | Niet uitvoerbaar |
      | Toelichting | Zie verslag      |
    En "Bram" de taak "Onuitvoerbare actie bespreken" afrondt met:
      | Vervolg     | Laten vervallen    |
      | Actiehouder | gemeente-noordstad |
      | Gereed op   | over 20 dagen      |
    Dan heeft "Carla" geen taak "Actie uitvoeren"

  @scenario-60
  Scenario: Een overdracht tijdens de uitvoering houdt de afsluiting tegen tot zij bevestigd is
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 60 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Bram" het bericht "overdracht" stuurt met:
      | Waarom een overdracht nodig is | Schulden kunnen lokaal |
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Sociaal wijkteam |
      | Motivering van de overdracht | Schulden         |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt met:
      | Hulpvraag                   | Hulp bij schulden |
      | Contactpersoon van het huis | Bram Hoekstra     |
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En er 6 weken verstrijken
    En er 1 werkdag verstrijkt
    En "Bram" de taak "Eerste voortgangscontrole" afrondt met:
      | Voortgang | Besproken met de partners |
      | Besluit   | Afsluiten                 |
    Dan heeft "Bram" geen taak "Slotevaluatie"
    En ziet "Anna" de zaak in fase "Overdracht: wacht op de ander"
    Als partner "Sociaal wijkteam Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Wiebe        |
    En partner "Sociaal wijkteam Noordstad" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Loopt door bij de ander |
    En "Bram" de taak "Warme overdracht houden" afrondt met:
      | Warme overdracht op        | nu                |
      | Afgesproken met betrokkene | Wekelijks contact |
    En "Bram" de taak "Eerste contact vastleggen" afrondt met:
      | Eerste contact op | nu |
    Dan toont de taak "Slotevaluatie" aan "Bram":
      | Andere overdrachten 1: Overdracht | Overgedragen aan het sociaal wijkteam |
      | Andere overdrachten 1: Status     | Uitkomst ontvangen                    |
    En ziet "Anna" van de zaak:
      | Andere overdrachten 1: Overdracht | Overgedragen aan het sociaal wijkteam |

  @scenario-43 @scenario-44
  Scenario: ZSM krijgt na een aanhouding een treffer met advies, en na afloop van het advies alleen een contact
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen                      | Woning behouden, geen overlast |
      | Advies aan ZSM bij een nieuwe aanhouding | Begeleiding als voorwaarde     |
      | Advies aan ZSM geldig tot                | over 30 dagen                  |
      | Acties 1: Actie                          | Behandeling starten            |
      | Acties 1: Actiehouder                    | ggz-noord                      |
      | Acties 1: Gereed op                      | over 60 dagen                  |
      | Acties 1: Noodzakelijke actie            | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Rients" het bericht "zsm-vraag" onder kenmerk "sam verzonnen|1990-05-17" stuurt met:
      | Kenmerk van ZSM     | ZSM-1 |
      | Verdachte zit vast  | Ja    |
    Dan heeft partner "Openbaar Ministerie Noord" 1 bericht "zsm-antwoord" ontvangen met alleen:
      | inCase     | yes                        |
      | contact    | *                          |
      | advice     | Begeleiding als voorwaarde |
      | validUntil | *                          |
    En moet "Bram" de taak "Vraag van ZSM beantwoorden" binnen 2 uur afronden
    Als "Bram" de taak "Vraag van ZSM beantwoorden" afrondt met:
      | Antwoord aan ZSM, zonder zorginhoud | Werkt mee aan het plan |
    Dan heeft partner "Openbaar Ministerie Noord" 1 bericht "zsm-toelichting" ontvangen
    Als partner "Openbaar Ministerie Noord" is "weigerachtig"
    En "Rients" het bericht "zsm-vraag" onder kenmerk "sam verzonnen|1990-05-17" stuurt met:
      | Kenmerk van ZSM    | ZSM-1a |
      | Verdachte zit vast | Nee    |
    En "Bram" de taak "ZSM bellen" afrondt met:
      | Met ZSM besproken | Bekend, advies voorgelezen |
    En partner "Openbaar Ministerie Noord" is "bereikbaar"
    En er 31 dagen verstrijken
    En "Rients" het bericht "zsm-vraag" onder kenmerk "sam verzonnen|1990-05-17" stuurt met:
      | Kenmerk van ZSM    | ZSM-2 |
      | Verdachte zit vast | Nee   |
    Dan heeft partner "Openbaar Ministerie Noord" 2 berichten "zsm-antwoord" ontvangen met alleen:
      | inCase  | yes |
      | contact | *   |
    En moet "Bram" de taak "Vraag van ZSM beantwoorden" binnen 1 werkdag afronden
    Als partner "Openbaar Ministerie Noord" is "weigerachtig"
    En "Bram" de taak "Vraag van ZSM beantwoorden" afrondt met:
      | Antwoord aan ZSM, zonder zorginhoud | Werkt mee aan het plan |
    Dan toont de taak "ZSM bellen" aan "Bram":
      | Kenmerk van ZSM                     | ZSM-2                  |
      | Antwoord aan ZSM, zonder zorginhoud | Werkt mee aan het plan |
    Als "Bram" de taak "ZSM bellen" afrondt met:
      | Met ZSM besproken | Toelichting voorgelezen |
    En "Rients" het bericht "zsm-vraag" onder kenmerk "sam verzonnen|1990-05-17" stuurt met:
      | Kenmerk van ZSM    | ZSM-2a |
      | Verdachte zit vast | Nee    |
    En "Bram" de taak "ZSM bellen" afrondt met:
      | Met ZSM besproken | Bekend, belt terug |
    En partner "Openbaar Ministerie Noord" is "bereikbaar"
    En "Rients" het bericht "zsm-vraag" onder kenmerk "kim fictief|1999-09-09" stuurt met:
      | Kenmerk van ZSM    | ZSM-3 |
      | Verdachte zit vast | Nee   |
    Dan heeft partner "Openbaar Ministerie Noord" onder kenmerk "ZSM-3" 1 bericht "zsm-antwoord" ontvangen met alleen:
      | inCase | no |
    Als partner "Openbaar Ministerie Noord" is "weigerachtig"
    En "Rients" het bericht "zsm-vraag" onder kenmerk "kim fictief|1999-09-09" stuurt met:
      | Kenmerk van ZSM    | ZSM-4 |
      | Verdachte zit vast | Nee   |
    Gegeven het over het lopende proces "zsm-unknown" gaat
    Als "Bram" de taak "ZSM bellen" afrondt met:
      | Met ZSM besproken | Niet bekend |
    Dan heeft "Bram" geen taak "ZSM bellen"

  Scenario: Zolang MDA++ leidt rust de casus in welke fase hij ook is, daarna gaat hij verder waar hij was
    Als "Bram" het bericht "overdracht" stuurt met:
      | Waarom een overdracht nodig is | Geweld houdt aan |
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | MDA++, Lokale persoonsgerichte aanpak |
      | Motivering van de overdracht | Geweld houdt aan                      |
    En "Bram" de taak "Bericht aan PGA opstellen" afrondt met:
      | Reden voor de lokale aanpak | Overlast in de straat |
      | Doel van de lokale aanpak   | Rust in de straat     |
      | Contactpersoon van het huis | Bram Hoekstra         |
    En "Doutzen" de taak "Bericht aan PGA vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En "Bram" de taak "Aanmelding MDA++ opstellen" afrondt met:
      | Aard en duur van de onveiligheid | Jaren van geweld |
      | Contactpersoon van het huis      | Bram Hoekstra    |
    En "Doutzen" de taak "Aanmelding MDA++ vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "MDA++ Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Baukje       |
    Dan ziet "Anna" de zaak in fase "Casus rust: MDA++ leidt"
    En ligt de zaak stil omdat "MDA++ leidt"
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 90 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    Dan wordt dat geweigerd omdat "MDA++ leidt"
    Als er 2 werkdagen verstrijken
    En "Bram" de taak "Loket bellen over ontvangst" afrondt met:
      | Gesproken met en afgesproken | Marga leest het vandaag |
    En "Bram" een "rac-advies" aanmeldt met:
      | Soort vraag                               | Atypische casus                  |
      | Zaaknummer waar het om gaat               | nummer van de eerste zaak        |
      | Vraag aan de commissie                    | Hoort een bedrijf aan deze tafel |
      | Verwerking aanhouden tot het advies er is | Ja                               |
    En het over de eerste zaak gaat
    En er 10 werkdagen verstrijken
    Dan ligt de zaak stil omdat "Aangehouden tot het advies over rechtmatigheid"
    En heeft "Egbert" geen taak "Uitblijvende acceptatie opschalen"
    Als het over de laatste zaak gaat
    En "Bram" de taak "Verwerking aanhouden" afrondt met:
      | Wat stilligt | De hele casus |
    En "Radboud" de taak "Advies uitbrengen" afrondt met:
      | Oordeel van de commissie    | Rechtmatig               |
      | Motivering van de commissie | Het bedrijf is betrokken |
    En "Bram" de taak "Opvolging van het advies vastleggen" afrondt met:
      | Opvolging van het advies | Advies gevolgd |
    Als het over de eerste zaak gaat
    Dan ligt de zaak stil omdat "MDA++ leidt"
    En heeft "Egbert" de taak "Uitblijvende acceptatie opschalen"
    Als partner "Lokale persoonsgerichte aanpak Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Marga        |
    En partner "Lokale persoonsgerichte aanpak Noordstad" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Afgerond |
    Dan heeft "Egbert" geen taak "Uitblijvende acceptatie opschalen"
    En ligt de zaak stil omdat "MDA++ leidt"
    Als er 8 weken verstrijken
    Als partner "MDA++ Noord" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Afgerond |
    Dan ligt de zaak niet meer stil
    En ziet "Anna" de zaak niet in fase "Casus rust: MDA++ leidt"
    Als "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 90 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan ziet "Anna" de zaak in fase "Uitvoering en voortgang"

  Scenario: Zegt MDA++ niets meer, dan vraagt de procesregisseur na of het nog leidt, en neemt het huis de casus zo nodig terug
    Als "Bram" het bericht "overdracht" stuurt met:
      | Waarom een overdracht nodig is | Geweld houdt aan |
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | MDA++            |
      | Motivering van de overdracht | Geweld houdt aan |
    En "Bram" de taak "Aanmelding MDA++ opstellen" afrondt met:
      | Aard en duur van de onveiligheid | Jaren van geweld |
      | Contactpersoon van het huis      | Bram Hoekstra    |
    En "Doutzen" de taak "Aanmelding MDA++ vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "MDA++ Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Baukje       |
    En er 3 maanden verstrijken
    Dan heeft "Bram" geen taak "Uitblijvend antwoord navragen"
    Als er 1 dag verstrijkt
    Dan toont de taak "Uitblijvend antwoord navragen" aan "Bram" alleen:
      | Loket         | MDA++ Noord |
      | Afgeleverd op | *           |
    Als "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | Baukje: wij zijn nog bezig |
      | Wat er nu geldt          | Nog een termijn wachten    |
    Dan ligt de zaak stil omdat "MDA++ leidt"
    Als er 3 maanden verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | Baukje: MDA++ is er al een maand mee klaar |
      | Wat er nu geldt          | Terug naar het huis                        |
    Dan ligt de zaak niet meer stil
    En ziet "Anna" de zaak niet in fase "Casus rust: MDA++ leidt"
