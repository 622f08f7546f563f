# language: nl
Functionaliteit: Terugkeer na detentie
  Vijf basisvoorwaarden op orde voor de vrijlating; alle data zijn daarvan teruggerekend.
  Wat over de terugkeer van een ernstige dader binnenkomt, is van de burgemeester.

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
      | Besluit    | Overdragen              |
      | Motivering | Afgewogen per criterium |

  @scenario-56
  Scenario: Een eerdere vrijlating verschuift alle data die ervan zijn teruggerekend
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Terugkeer na detentie |
      | Motivering van de overdracht | Afgewogen             |
    Als "Bram" de taak "Bericht over terugkeer opstellen" afrondt met:
      | Vrijlating op               | over 300 dagen |
      | Werk en inkomen             | Niet op orde   |
      | Huisvesting                 | Niet op orde   |
      | Zorg                        | Op orde        |
      | Identiteitsbewijs           | Op orde        |
      | Schulden                    | Onbekend       |
      | Contactpersoon van het huis | Bram Hoekstra  |
    En "Doutzen" de taak "Bericht over terugkeer vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Nazorg ex-gedetineerden Noordstad" is "weigerachtig"
    En "Bram" de taak "Bericht over terugkeer opstellen" afrondt
    En "Doutzen" de taak "Bericht over terugkeer vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Nazorg ex-gedetineerden Noordstad" is "bereikbaar"
    En "Bram" de taak "Bericht over terugkeer opstellen" afrondt
    En "Doutzen" de taak "Bericht over terugkeer vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Nazorg ex-gedetineerden Noordstad" 1 bericht "terugkeer" ontvangen met alleen:
      | personName       | Sam Verzonnen                |
      | personBirthDate  | 1990-05-17                   |
      | personAddress    | Voorbeeldstraat 1, Noordstad |
      | releaseOn        | *                            |
      | conditions       |                              |
      | work             | no                           |
      | housing          | no                           |
      | care             | yes                          |
      | identityDocument | yes                          |
      | debts            | unknown                      |
      | contact          | *                            |
    Als partner "Nazorg ex-gedetineerden Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Durk         |
    Dan ziet "Anna" de zaak in fase "Terugkeer na detentie"
    En heeft "Bram" geen taak "Basisvoorwaarden op orde brengen"
    Als "Bram" het bericht "vrijlating-gewijzigd" stuurt met:
      | Nieuwe datum van vrijlating | over 84 dagen |
    Dan moet "Bram" de taak "Basisvoorwaarden op orde brengen" binnen 20 werkdagen afronden
    Als "Bram" de taak "Basisvoorwaarden op orde brengen" afrondt met:
      | Werk en inkomen   | Op orde |
      | Huisvesting       | Op orde |
      | Zorg              | Op orde |
      | Identiteitsbewijs | Op orde |
      | Schulden          | Op orde |
    En er 13 weken verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Controle na een week" afrondt met:
      | Bevinding | Woont en werkt |
    En er 3 maanden verstrijken
    En "Bram" de taak "Controle na drie maanden" afrondt met:
      | Bevinding | Houdt stand |
    Dan eindigt de zaak als "Overgedragen"


  @scenario-57
  Scenario: BIJ is alleen zichtbaar voor de gemachtigde van de burgemeester
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | BIJ, Terugkeer na detentie |
      | Motivering van de overdracht | Afgewogen                  |
    En er 6 werkdagen verstrijken
    En "Bram" de taak "Gemeente van terugkeer kiezen" afrondt met:
      | Gemeente van terugkeer | Gemeente Noordstad |
    En "Reinou" de taak "BIJ-informatie beoordelen" afrondt met:
      | Terugkeer in deze gemeente | Nee |
    En "Bram" de taak "Gemeente van terugkeer kiezen" afrondt met:
      | Gemeente van terugkeer | Gemeente Noordstad |
    Dan heeft "Bram" geen taak "BIJ-informatie beoordelen"
    En heeft "Egbert" geen taak "BIJ-informatie beoordelen"
    Als "Reinou" de taak "BIJ-informatie beoordelen" afrondt met:
      | Terugkeer in deze gemeente | Ja                        |
      | Delict en maatregel        | Ernstig geweldsdelict     |
      | Terugkeer op               | over 30 dagen             |
      | Vrijgegeven aan het huis   | Terugkeer in de wijk West |
    Dan toont de taak "Vrijgegeven BIJ-informatie verwerken" aan "Bram" alleen:
      | Vrijgegeven aan het huis | Terugkeer in de wijk West |
    En is van de zaak te zien:
      |                     | Anna | Bram | Doutzen | Egbert |
      | Delict en maatregel |      |      |         |        |
      | Terugkeer op        |      |      |         |        |
    Als "Bram" de taak "Vrijgegeven BIJ-informatie verwerken" afrondt met:
      | Betekenis voor het plan | Begeleiding bij aankomst |
    Als "Bram" de taak "Bericht over terugkeer opstellen" afrondt met:
      | Vrijlating op               | over 30 dagen |
      | Werk en inkomen             | Niet op orde  |
      | Huisvesting                 | Niet op orde  |
      | Zorg                        | Op orde       |
      | Identiteitsbewijs           | Op orde       |
      | Schulden                    | Onbekend      |
      | Contactpersoon van het huis | Bram Hoekstra |
    En "Doutzen" de taak "Bericht over terugkeer vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Nazorg ex-gedetineerden Noordstad" 1 bericht "terugkeer" ontvangen met alleen:
      | personName       | Sam Verzonnen                |
      | personBirthDate  | 1990-05-17                   |
      | personAddress    | Voorbeeldstraat 1, Noordstad |
      | releaseOn        | *                            |
      | conditions       |                              |
      | work             | no                           |
      | housing          | no                           |
      | care             | yes                          |
      | identityDocument | yes                          |
      | debts            | unknown                      |
      | contact          | *                            |
    Als partner "Nazorg ex-gedetineerden Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geweigerd       |
      | Toelichting           | Hoort hier niet |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden     | Nee             |
      | Reden om los te laten | Elders opgepakt |
    Dan eindigt de zaak als "Overgedragen"


  @scenario-14
  Scenario: Wat de burgemeester niet vrijgeeft of de aanmelder niet leest, houdt de zaak niet open
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | BIJ, Advies aan de aanmelder |
      | Motivering van de overdracht | Afgewogen                    |
    Als "Bram" de taak "Advies aan aanmelder opstellen" afrondt met:
      | Advies aan de aanmelder | Vraag de huisarts     |
      | Opnieuw aanmelden als   | De overlast terugkomt |
    Als "Reinou" de taak "BIJ-informatie beoordelen" afrondt met:
      | Terugkeer in deze gemeente | Ja                    |
      | Delict en maatregel        | Ernstig geweldsdelict |
      | Terugkeer op               | over 30 dagen         |
    Dan heeft "Bram" geen taak "Vrijgegeven BIJ-informatie verwerken"
    Als er 11 werkdagen verstrijken
    Dan eindigt de zaak als "Overgedragen"
