# language: nl
Functionaliteit: Een casus die stilligt
  Wordt de verwerking beperkt, of wacht zij op advies, dan blijft bewaard wat er is en staat de rest stil. Wat de wet
  dan toch toelaat gaat door, en daarna gaat de casus verder waar hij was.

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
    En "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |

  @R18 @R19
  Scenario: Zolang de verwerking beperkt is, staat de hoofdweg stil; daarna gaat hij verder
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Beperking                      |
      | Ingediend door        | Betrokkene zelf                |
      | Verzoek ontvangen op  | nu                             |
      | Verzoek en zienswijze | Het adres en de reden kloppen niet |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Beperking besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                       |
      | Motivering van het besluit op het verzoek | De juistheid is betwist  |
      | Mededeling aan de ontvangers              | Gebruik de gegevens niet |
    Dan ligt de zaak stil omdat "Verwerking beperkt"
    Als "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ligt de zaak stil omdat "Verwerking beperkt"
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
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
    Dan wordt dat geweigerd omdat "Verwerking beperkt"
    Als "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | De betrokkene is verhuisd |
    En er 9 werkdagen verstrijken
    Dan ziet "Anna" de zaak in fase "Triage"
    En heeft "Egbert" geen taak "Triage versnellen"
    Als "Anna" het bericht "acuut-gevaar" stuurt met:
      | Wat is er aan de hand | Hij bedreigt zijn buurvrouw |
    Dan heeft "Bram" de taak "Acuut gevaar afwenden"
    Als "Bram" de taak "Beperking opheffen" afrondt met:
      | Reden om de beperking op te heffen | De gegevens zijn nagegaan |
    Dan ligt de zaak niet meer stil
    En ziet "Anna" de zaak niet
    En ziet "Bram" de zaak in fase "Acuut gevaar"

  @R18
  Scenario: Om een ander te beschermen gaat een taak toch door, met een reden die bewaard blijft
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Beperking       |
      | Ingediend door        | Betrokkene zelf |
      | Verzoek ontvangen op  | nu              |
      | Verzoek en zienswijze | Het klopt niet  |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Beperking besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                       |
      | Motivering van het besluit op het verzoek | De juistheid is betwist  |
      | Mededeling aan de ontvangers              | Gebruik de gegevens niet |
    En "Bram" op grond van "efficiency" omdat "Dat is handig" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a) | Ja |
    Dan wordt dat geweigerd omdat "unknown-exception"
    Als "Bram" op grond van "protection" omdat "De buurvrouw loopt gevaar" de taak "Criteria beoordelen" afrondt met:
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
    Dan heeft "Bram" de taak "Triagebesluit"
    En ligt de zaak stil omdat "Verwerking beperkt"

  @R30
  Scenario: Een casus waarover de commissie adviseert, ligt stil tot het advies is opgevolgd
    Als "Bram" een "rac-advies" aanmeldt met:
      | Soort vraag                               | Atypische casus                  |
      | Zaaknummer waar het om gaat               | noord-2026-99999                 |
      | Vraag aan de commissie                    | Hoort een bedrijf aan deze tafel |
      | Verwerking aanhouden tot het advies er is | Ja                               |
    En "Bram" de taak "Zaaknummer herstellen: geen lopende casus" afrondt met:
      | Zaaknummer waar het om gaat | nummer van de eerste zaak |
    En het over de eerste zaak gaat
    Dan ligt de zaak stil omdat "Aangehouden tot het advies over rechtmatigheid"
    Als het over de laatste zaak gaat
    En "Bram" de taak "Verwerking aanhouden" afrondt met:
      | Wat stilligt | De hele casus |
    En "Radboud" de taak "Advies uitbrengen" afrondt met:
      | Oordeel van de commissie    | Rechtmatig |
      | Motivering van de commissie | Het bedrijf is betrokken |
    En "Bram" de taak "Opvolging van het advies vastleggen" afrondt met:
      | Opvolging van het advies | Advies gevolgd |
    Dan eindigt de zaak als "Advies vastgelegd"
    Als het over de eerste zaak gaat
    Dan ligt de zaak niet meer stil

  @scenario-63
  Scenario: Ook een casus die stilligt eindigt met een bevestigd overlijden
    Als "Bram" een "rac-advies" aanmeldt met:
      | Soort vraag                               | Atypische casus                  |
      | Zaaknummer waar het om gaat               | nummer van de eerste zaak        |
      | Vraag aan de commissie                    | Hoort een bedrijf aan deze tafel |
      | Verwerking aanhouden tot het advies er is | Ja                               |
    En het over de eerste zaak gaat
    Dan ligt de zaak stil omdat "Aangehouden tot het advies over rechtmatigheid"
    Als "Anna" het bericht "overlijden" stuurt met:
      | Overleden op             | over 0 dagen |
      | Van wie komt het bericht | De politie   |
    En "Bram" de taak "Overlijden bevestigen" afrondt met:
      | Overlijden bevestigd | Ja      |
      | Bevestigd door       | Politie |
    En "Bram" de taak "Betrokken organisaties informeren" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    Dan eindigt de zaak als "Overleden"
    En heeft "Bram" geen taak "Criteria beoordelen"
    Als het over de laatste zaak gaat
    En "Bram" de taak "Verwerking aanhouden" afrondt met:
      | Wat stilligt | De hele casus |
    En "Radboud" de taak "Advies uitbrengen" afrondt met:
      | Oordeel van de commissie    | Rechtmatig |
      | Motivering van de commissie | De betrokkene is overleden |
    En "Bram" de taak "Opvolging van het advies vastleggen" afrondt met:
      | Opvolging van het advies | Advies gevolgd |
    Dan eindigt de zaak als "Advies vastgelegd"
