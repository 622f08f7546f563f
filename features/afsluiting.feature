# language: nl
Functionaliteit: Afsluiting, nazorg en terugval
  Een casus sluit als aan de eisen is voldaan. In de nazorg kan hij na een terugval weer open.

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
    En "Fenna" de taak "Plan van aanpak opstellen" afrondt met:
      | Gezamenlijke doelen           | Woning behouden, geen overlast |
      | Acties 1: Actie               | Behandeling starten            |
      | Acties 1: Actiehouder         | ggz-noord                      |
      | Acties 1: Gereed op           | over 20 dagen                  |
      | Acties 1: Noodzakelijke actie | ja                             |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En er 6 weken verstrijken
    En er 1 werkdag verstrijkt
    En "Bram" de taak "Eerste voortgangscontrole" afrondt met:
      | Voortgang | Besproken met de partners |
      | Besluit   | Afsluiten                 |

  Scenario: Afsluiten kan pas als aan de eisen is voldaan
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Doelen bereikt            |
      | Doelen                   | Bereikt                   |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | nee                       |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    Dan toont de taak "Slotevaluatie" aan "Bram":
      | Nog niet voldaan | betrokkene informeren |
    Als "Bram" het bericht "overdracht" stuurt met:
      | Waarom een overdracht nodig is | Begeleiding blijft nodig |
    En "Bram" de taak "Slotevaluatie" afrondt met:
      | Betrokkene geïnformeerd | ja |
    Dan toont de taak "Slotevaluatie" aan "Bram":
      | Nog niet voldaan | overdracht bevestigen of loslaten |
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | CORV                  |
      | Motivering van de overdracht | Zorgmelding is gedaan |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden     | Nee             |
      | Reden om los te laten | Elders opgepakt |
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Doelen bereikt            |
      | Doelen                   | Bereikt                   |
      | Doelen Wonen             | Deels behaald             |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | ja                        |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    Dan ziet "Anna" de zaak in fase "Nazorg"
    Gegeven het wordt de volgende 1 januari 09:00
    Dan ziet "Egbert" het afgelopen jaar van "Resultaat":
      | Afsluitingen naar resultaat: Behaald | afgeschermd |
      | Per leefgebied behaald: Wonen        | afgeschermd |

  @scenario-61 @R6
  Scenario: Na twee nazorgcontacten en twaalf maanden is de casus afgesloten en ziet niemand hem nog
    Dan ziet "Carla" van de zaak:
      | Gezamenlijke doelen | * |
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Doelen bereikt            |
      | Doelen                   | Bereikt                   |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | ja                        |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    En er 1 minuut verstrijkt
    Dan heeft "Carla" nergens meer toegang tot de zaak
    En heeft "Fenna" nergens meer toegang tot de zaak
    En ziet "Anna" de zaak in fase "Nazorg"
    Als er 3 maanden verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Eerste nazorgcontact" afrondt met:
      | Bevinding | Gaat goed |
    En er 3 maanden verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Tweede nazorgcontact" afrondt met:
      | Bevinding | Gaat goed |
    Als er 7 maanden verstrijken
    Dan eindigt de zaak als "Afgesloten"
    Als er 1 minuut verstrijkt
    Dan heeft "Anna" nergens meer toegang tot de zaak
    En heeft "Bram" nergens meer toegang tot de zaak
    En heeft "Egbert" nergens meer toegang tot de zaak

  @scenario-62
  Scenario: Een terugval in de elfde maand heropent de casus met een korte triage
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Doelen bereikt            |
      | Doelen                   | Bereikt                   |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | ja                        |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    En er 4 maanden verstrijken
    En "Bram" de taak "Eerste nazorgcontact" afrondt met:
      | Bevinding | Gaat goed |
    En er 3 maanden verstrijken
    En "Bram" de taak "Tweede nazorgcontact" afrondt met:
      | Bevinding | Gaat goed |
    En er 4 maanden verstrijken
    En "Anna" het bericht "terugval" stuurt met:
      | Wat is er gebeurd | Opnieuw overlast |
    Dan toont de taak "Korte herbeoordeling" aan "Bram":
      | Reden van aanmelding | Opnieuw overlast |
    Als "Bram" de taak "Korte herbeoordeling" afrondt met:
      | Beoordeling | Opnieuw bespreken |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    Als "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Het valt mee |
    Dan heeft "Bram" de taak "Te late intrekking beantwoorden"
    En heeft "Bram" de taak "Aanmelding controleren"

  Scenario: Wie niet te beïnvloeden is, verlaat de keten alleen met instemming van de manager
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Niet te beïnvloeden       |
      | Doelen                   | Bereikt                   |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | ja                        |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    En "Egbert" de taak "Instemmen met afsluiting" afrondt met:
      | Akkoord met afsluiting | Nee |
    Dan heeft "Bram" de taak "Slotevaluatie"
    Als "Bram" de taak "Slotevaluatie" afrondt met:
      | Reden van afsluiting     | Niet te beïnvloeden       |
      | Doelen                   | Bereikt                   |
      | Contact bij terugval     | Wijkteam, loket 3         |
      | Betrokkene geïnformeerd  | ja                        |
      | Open acties overgedragen | ja                        |
      | Slotbeeld                | De afspraken houden stand |
    En "Egbert" de taak "Instemmen met afsluiting" afrondt met:
      | Akkoord met afsluiting | Ja |
    Dan ziet "Anna" de zaak in fase "Nazorg"
