# language: nl
Functionaliteit: Radicalisering, ZSM en MDA++
  Een signaal gaat naar de coördinator van de gemeente, die er een eigen dossier van houdt.

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

  @scenario-58
  Scenario: Een signaal van radicalisering verlaat het algemene dossier
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Radicaliseringscoördinator, ZSM, MDA++ |
      | Motivering van de overdracht | Afgewogen                              |
    Als "Bram" de taak "Signaal aan coördinator opstellen" afrondt met:
      | Contactpersoon van het huis | Bram Hoekstra |
    En "Doutzen" de taak "Signaal aan coördinator vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Radicaliseringscoördinator Noordstad" is "weigerachtig"
    En "Bram" de taak "Signaal aan coördinator opstellen" afrondt
    En "Doutzen" de taak "Signaal aan coördinator vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Radicaliseringscoördinator Noordstad" is "bereikbaar"
    En "Bram" de taak "Signaal aan coördinator opstellen" afrondt
    En "Doutzen" de taak "Signaal aan coördinator vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Radicaliseringscoördinator Noordstad" 1 bericht "signaal" ontvangen met alleen:
      | contact | Bram Hoekstra |
    Als "Bram" de taak "Advies aan ZSM opstellen" afrondt met:
      | Relevante context, zonder zorginhoud | Een plan in voorbereiding |
      | Contactpersoon van het huis          | Bram Hoekstra             |
    En "Doutzen" de taak "Advies aan ZSM vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Openbaar Ministerie Noord" is "weigerachtig"
    En "Bram" de taak "Advies aan ZSM opstellen" afrondt
    En "Doutzen" de taak "Advies aan ZSM vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Openbaar Ministerie Noord" is "bereikbaar"
    En "Bram" de taak "Advies aan ZSM opstellen" afrondt
    En "Doutzen" de taak "Advies aan ZSM vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Openbaar Ministerie Noord" 1 bericht "advies-zsm" ontvangen met alleen:
      | personName      | Sam Verzonnen |
      | personBirthDate | 1990-05-17    |
      | advice          |               |
      | validUntil      |               |
      | context         | *             |
      | contact         | *             |
    Als "Bram" de taak "Aanmelding MDA++ opstellen" afrondt met:
      | Aard en duur van de onveiligheid | Jaren van geweld |
      | Contactpersoon van het huis      | Bram Hoekstra    |
    En "Doutzen" de taak "Aanmelding MDA++ vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "MDA++ Noord" is "weigerachtig"
    En "Bram" de taak "Aanmelding MDA++ opstellen" afrondt
    En "Doutzen" de taak "Aanmelding MDA++ vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "MDA++ Noord" is "bereikbaar"
    En "Bram" de taak "Aanmelding MDA++ opstellen" afrondt
    En "Doutzen" de taak "Aanmelding MDA++ vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "MDA++ Noord" 1 bericht "aanmelding-mda" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | situation       | *                            |
      | tried           |                              |
      | contact         | *                            |
    Als partner "Radicaliseringscoördinator Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Eelkje       |
    En partner "Openbaar Ministerie Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Rients       |
    En partner "Openbaar Ministerie Noord" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Afgerond                |
      | Toelichting                | Voorwaardelijk afgedaan |
    En partner "MDA++ Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geweigerd       |
      | Toelichting           | Hoort hier niet |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden     | Nee             |
      | Reden om los te laten | Elders opgepakt |
    Dan eindigt de zaak als "Overgedragen"
    Als "Eelkje" een "radicalisering" aanmeldt met:
      | Naam van de persoon      | Sam Verzonnen                  |
      | Signaal                  | Verandert snel van vrienden    |
      | Herkomst van het signaal | Zorg- en Veiligheidshuis Noord |
    Dan ziet "Bram" de zaak niet
    En ziet "Doutzen" de zaak niet
    En ziet "Anna" de zaak niet
    Als "Eelkje" de taak "Signaal wegen" afrondt met:
      | Weging                     | Ernstig |
      | Aanleiding voor een aanpak | Ja      |
    Dan toont de taak "Besluit over persoonsgerichte aanpak" aan "Nynke":
      | Weging | Ernstig |
    Als "Nynke" de taak "Besluit over persoonsgerichte aanpak" afrondt met:
      | Persoonsgerichte aanpak    | Ja                  |
      | Motivering van het besluit | Risico voor anderen |
    En "Eelkje" de taak "Aanpak vaststellen" afrondt met:
      | Aanpak | Wekelijks gesprek |
    En er 6 maanden verstrijken
    En er 1 dag verstrijkt
    En "Eelkje" de taak "Aanpak evalueren" afrondt met:
      | Bevinding van de evaluatie | Gaat beter |
      | Aanpak voortzetten         | Ja         |
    En er 6 maanden verstrijken
    En er 1 dag verstrijkt
    En "Eelkje" de taak "Aanpak evalueren" afrondt met:
      | Bevinding van de evaluatie | Gaat goed |
      | Aanpak voortzetten         | Nee       |
    Dan eindigt de zaak als "Aanpak beëindigd"


  Scenario: Zonder aanleiding of besluit verdwijnt het signaal na korte tijd
    Gegeven "Eelkje" meldt een "radicalisering" aan met:
      | Naam van de persoon      | Kim Fictief  |
      | Signaal                  | Anonieme tip |
      | Herkomst van het signaal | Politie      |
    Als "Eelkje" de taak "Signaal wegen" afrondt met:
      | Weging                     | Loos |
      | Aanleiding voor een aanpak | Nee  |
    Dan eindigt de zaak als "Geen aanpak"
    Als "Eelkje" een "radicalisering" aanmeldt met:
      | Naam van de persoon      | Kim Fictief  |
      | Signaal                  | Anonieme tip |
      | Herkomst van het signaal | Politie      |
    En "Eelkje" de taak "Signaal wegen" afrondt met:
      | Weging                     | Twijfel |
      | Aanleiding voor een aanpak | Ja      |
    En "Nynke" de taak "Besluit over persoonsgerichte aanpak" afrondt met:
      | Persoonsgerichte aanpak    | Nee      |
      | Motivering van het besluit | Te licht |
    En er 4 maanden verstrijken
    Dan is de zaak vernietigd
