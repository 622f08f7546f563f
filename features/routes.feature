# language: nl
Functionaliteit: Overdracht aan anderen
  Een casus kan langs één route of langs meer routes tegelijk naar anderen. Het huis blijft verantwoordelijk
  tot de ander heeft geaccepteerd. Wat het huis verlaat, staat per route vast en een tweede persoon geeft het vrij.

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

  @scenario-21
  Scenario: Twee routes tegelijk worden elk apart bevestigd
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Veilig Thuis, Sociaal wijkteam   |
      | Motivering van de overdracht | Geweld thuis, en schulden        |
    Dan heeft "Bram" de taak "Bericht aan Veilig Thuis opstellen"
    Als "Bram" de taak "Bericht aan wijkteam opstellen" afrondt met:
      | Hulpvraag                  | Hulp bij schulden    |
      | Contactpersoon van het huis | Bram Hoekstra       |
    Als "Bram" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven                       | Nee                        |
      | Opmerking van de tweede persoon | Noem het huisbezoek alleen |
    En partner "Sociaal wijkteam Noordstad" is "weigerachtig"
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Sociaal wijkteam Noordstad" is "bereikbaar"
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Sociaal wijkteam Noordstad" 1 bericht "overdracht-wijkteam" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | helpRequest     | Hulp bij schulden            |
      | safetyWarning   |                              |
      | agreements      |                              |
      | contact         | Bram Hoekstra                |
    En ziet "Anna" de zaak in fase "Overdracht: wacht op de ander"
    Als partner "Sociaal wijkteam Noordstad" antwoordt "ontvangst" met:
      | Aangenomen door | Wiebe |
    En partner "Sociaal wijkteam Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Wiebe        |
    En partner "Sociaal wijkteam Noordstad" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Loopt door bij de ander |
    En "Bram" de taak "Warme overdracht houden" afrondt met:
      | Warme overdracht op          | nu               |
      | Afgesproken met betrokkene   | Wekelijks contact |
    En "Bram" de taak "Eerste contact vastleggen" afrondt met:
      | Eerste contact op | nu |
    Dan ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                  | Melding                                       |
      | Loket                          | veilig-thuis-noord                            |
      | Melder                         | Anna de Vries                                 |
      | Organisatie van de melder      | politie-noord                                 |
      | Zorgelijke situatie            | Ruzies waar een kind bij is                   |
      | Incident: wanneer, waar en wat | Zondagavond thuis, geschreeuw en geduw        |
      | Vraag aan Veilig Thuis         | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst         | Ja                                            |
    En "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    En "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-02 overdracht |
    Dan eindigt de zaak als "Overgedragen"

  @scenario-55
  Scenario: Weigert het wijkteam, dan blijft het huis verantwoordelijk
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Sociaal wijkteam |
      | Motivering van de overdracht | Schulden         |
    En er 11 werkdagen verstrijken
    En "Bram" de taak "Voortgang van overdracht nagaan" afrondt met:
      | Wat houdt de overdracht op | Nog niet opgesteld |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt met:
      | Loket                       | Lokale persoonsgerichte aanpak Noordstad |
      | Hulpvraag                   | Hulp bij schulden |
      | Contactpersoon van het huis | Bram Hoekstra     |
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Lokale persoonsgerichte aanpak Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Verkeerd geadresseerd |
      | Toelichting           | Hoort bij het wijkteam |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                 |
      | Loket             | Sociaal wijkteam Noordstad |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft "Bram" geen taak "Loket bellen over ontvangst"
    Als er 2 werkdagen verstrijken
    En "Bram" de taak "Loket bellen over ontvangst" afrondt met:
      | Gesproken met en afgesproken | Wiebe kijkt vandaag |
    En er 4 werkdagen verstrijken
    Dan toont de taak "Uitblijvende acceptatie opschalen" aan "Egbert" alleen:
      | Loket                  | Sociaal wijkteam Noordstad |
      | Status van het bericht | Afgeleverd                 |
      | Afgeleverd op          | *                          |
    Als "Egbert" de taak "Uitblijvende acceptatie opschalen" afrondt met:
      | Afspraak met de organisatie | Morgen antwoord |
    En er 8 werkdagen verstrijken
    En "Egbert" de taak "Uitblijvende acceptatie opschalen" afrondt met:
      | Afspraak met de organisatie | Weer geen gehoor |
      | Overdracht terughalen       | ja               |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                         |
      | Loket             | Sociaal wijkteam Noordstad |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Sociaal wijkteam Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geweigerd   |
      | Toelichting           | Wachtlijst  |
    Dan ziet "Anna" de zaak in fase "Overdracht"
    En toont de taak "Overdracht heroverwegen" aan "Bram":
      | Toelichting van de ander | Wachtlijst |
    Als "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden      | Nee                    |
      | Reden om los te laten  | Huisarts neemt het over |
    Dan eindigt de zaak als "Overgedragen"

  Scenario: Een late uitkomst geeft een herinnering, en nog een; daarna wordt er gebeld en geldt wat daar is gehoord
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Sociaal wijkteam |
      | Motivering van de overdracht | Schulden         |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt met:
      | Hulpvraag                   | Hulp bij schulden |
      | Contactpersoon van het huis | Bram Hoekstra     |
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Sociaal wijkteam Noordstad" antwoordt "ontvangst" met:
      | Aangenomen door | Wiebe |
    En er 2 werkdagen verstrijken
    Dan heeft "Bram" geen taak "Loket bellen over ontvangst"
    Als partner "Sociaal wijkteam Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Wiebe        |
    En er 45 werkdagen verstrijken
    Dan heeft partner "Sociaal wijkteam Noordstad" 2 berichten "herinnering" ontvangen
    Als partner "Sociaal wijkteam Noordstad" is "weigerachtig"
    En er 25 werkdagen verstrijken
    En "Bram" de taak "Loket bellen over uitkomst" afrondt met:
      | Gesproken met en afgesproken | Wiebe stuurt de uitkomst deze week |
    En partner "Sociaal wijkteam Noordstad" is "bereikbaar"
    En er 25 werkdagen verstrijken
    Dan heeft partner "Sociaal wijkteam Noordstad" 3 berichten "herinnering" ontvangen
    Als "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | Wiebe: de hulp is gestart |
      | Wat er nu geldt          | Loopt door bij de ander   |
    En "Bram" de taak "Warme overdracht houden" afrondt met:
      | Warme overdracht op        | nu                |
      | Afgesproken met betrokkene | Wekelijks contact |
    En "Bram" de taak "Eerste contact vastleggen" afrondt met:
      | Eerste contact op | nu |
    Dan eindigt de zaak als "Overgedragen"

  Scenario: Vertrekt wie een overdracht kreeg, dan is het huis weer verantwoordelijk
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Sociaal wijkteam |
      | Motivering van de overdracht | Schulden         |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt met:
      | Hulpvraag                   | Hulp bij schulden |
      | Contactpersoon van het huis | Bram Hoekstra     |
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Sociaal wijkteam Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Wiebe        |
    En "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | wijkteam-noordstad         |
      | Waarom de partner vertrekt | Team wordt opgeheven       |
    Dan toont de taak "Overdracht heroverwegen" aan "Bram":
      | Toelichting van de ander | Partner neemt niet meer deel |
    Als "Bram" de taak "Vertrek van partner verwerken" afrondt met:
      | Wie neemt de bijdrage over     | Een andere partner  |
      | Afgesproken over de overdracht | Nieuw team volgt op |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                                       |
      | Loket             | Lokale persoonsgerichte aanpak Noordstad |
    En "Bram" de taak "Bericht aan wijkteam opstellen" afrondt
    En "Doutzen" de taak "Bericht aan wijkteam vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En "Bram" het bericht "partner-vertrekt" stuurt met:
      | Vertrekkende partner       | pga-noordstad                            |
      | Waarom de partner vertrekt | Stopt eind deze maand                    |
    En "Bram" de taak "Vertrek van partner verwerken" afrondt met:
      | Wie neemt de bijdrage over     | Niemand, bijdrage vervalt |
      | Afgesproken over de overdracht | Niets                     |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden     | Nee                     |
      | Reden om los te laten | Huisarts neemt het over |
    Dan eindigt de zaak als "Overgedragen"

  @scenario-50
  Scenario: CORV kan een huis niet kiezen, en het hoort waarom
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | CORV              |
      | Motivering van de overdracht | Onderzoek gewenst |
    Dan toont de taak "Overdracht heroverwegen" aan "Bram":
      | Toelichting van de ander | CORV staat niet open voor een Zorg- en Veiligheidshuis. Alleen gemeente, Veilig Thuis en de gecertificeerde instelling dienen via CORV een verzoek tot onderzoek in bij de Raad voor de Kinderbescherming. Meld bij Veilig Thuis, of vraag de gemeente; leg hun kenmerk hier vast. |
    Als "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden     | Nee                                        |
      | Reden om los te laten | Gemeente vraagt onderzoek, kenmerk VTO-123 |
    Dan eindigt de zaak als "Overgedragen"
