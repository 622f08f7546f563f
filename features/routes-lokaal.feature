# language: nl
Functionaliteit: Lokale routes, advies en een ander huis
  Wat lokaal kan, blijft lokaal; wat terugkomt, krijgt een korte herbeoordeling.
  Een ander huis accepteert eerst en ziet daarna pas het dossier.

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

  @scenario-59
  Scenario: Een lokale aanpak die stokt komt terug met een korte herbeoordeling
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Lokale persoonsgerichte aanpak, Levensloopaanpak, Beschermd wonen |
      | Motivering van de overdracht | Afgewogen                                                         |
    Als "Bram" de taak "Bericht aan PGA opstellen" afrondt met:
      | Reden voor de lokale aanpak | Overlast in de straat |
      | Doel van de lokale aanpak   | Rust in de straat     |
      | Contactpersoon van het huis | Bram Hoekstra         |
    En "Doutzen" de taak "Bericht aan PGA vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Lokale persoonsgerichte aanpak Noordstad" is "weigerachtig"
    En "Bram" de taak "Bericht aan PGA opstellen" afrondt
    En "Doutzen" de taak "Bericht aan PGA vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Lokale persoonsgerichte aanpak Noordstad" is "bereikbaar"
    En "Bram" de taak "Bericht aan PGA opstellen" afrondt
    En "Doutzen" de taak "Bericht aan PGA vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Lokale persoonsgerichte aanpak Noordstad" 1 bericht "overdracht-pga" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | reason          | *                            |
      | goal            | *                            |
      | partners        |                              |
      | contact         | Bram Hoekstra                |
    Als "Bram" de taak "Aanmelding Levensloopaanpak opstellen" afrondt met:
      | Waarom aan de criteria is voldaan | Onbegrepen gedrag |
      | Veiligheidsrisico                 | Hoog              |
      | Contactpersoon van het huis       | Bram Hoekstra     |
    En "Doutzen" de taak "Aanmelding Levensloopaanpak vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Inclusietafel Levensloopaanpak Noord" is "weigerachtig"
    En "Bram" de taak "Aanmelding Levensloopaanpak opstellen" afrondt
    En "Doutzen" de taak "Aanmelding Levensloopaanpak vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Inclusietafel Levensloopaanpak Noord" is "bereikbaar"
    En "Bram" de taak "Aanmelding Levensloopaanpak opstellen" afrondt
    En "Doutzen" de taak "Aanmelding Levensloopaanpak vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Inclusietafel Levensloopaanpak Noord" 1 bericht "aanmelding-levensloop" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | criteria        | *                            |
      | risk            | Hoog                         |
      | history         |                              |
      | contact         | *                            |
    Als "Bram" de taak "Aanvraag beschermd wonen opstellen" afrondt met:
      | Aanvrager                   | Betrokkene                   |
      | Behoefte aan begeleiding    | Dagelijks iemand in de buurt |
      | Contactpersoon van het huis | Bram Hoekstra                |
    En "Doutzen" de taak "Aanvraag beschermd wonen vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Toegang beschermd wonen Noordstad" is "weigerachtig"
    En "Bram" de taak "Aanvraag beschermd wonen opstellen" afrondt
    En "Doutzen" de taak "Aanvraag beschermd wonen vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Toegang beschermd wonen Noordstad" is "bereikbaar"
    En "Bram" de taak "Aanvraag beschermd wonen opstellen" afrondt
    En "Doutzen" de taak "Aanvraag beschermd wonen vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Toegang beschermd wonen Noordstad" 1 bericht "aanvraag-beschermd-wonen" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | supportNeed     | *                            |
      | contact         | *                            |
    Als partner "Toegang beschermd wonen Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Tjitske      |
    Dan ziet "Bram" bij de zaak de termijn "Besluit beschermd wonen" met bron "Wmo 2015, artikel 2.3.2 en 2.3.5"
    Als partner "Toegang beschermd wonen Noordstad" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Afgerond |
    En partner "Inclusietafel Levensloopaanpak Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geweigerd       |
      | Toelichting           | Hoort hier niet |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                                   |
      | Loket             | Inclusietafel Levensloopaanpak Noord |
    En "Bram" de taak "Aanmelding Levensloopaanpak opstellen" afrondt
    En "Doutzen" de taak "Aanmelding Levensloopaanpak vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Inclusietafel Levensloopaanpak Noord" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Onne         |
    En "Bram" de taak "Inclusie vastleggen" afrondt met:
      | Zorgaanbieder                  | Forensische kliniek |
      | Casusregisseur van de gemeente | Fenna               |
    En partner "Lokale persoonsgerichte aanpak Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Foekje       |
    En partner "Lokale persoonsgerichte aanpak Noordstad" antwoordt "uitkomst" met:
      | Uitkomst van de overdracht | Terug naar het huis                      |
      | Toelichting                | Het strafrechtelijke deel weegt te zwaar |
    Dan heeft "Bram" de taak "Korte herbeoordeling"
    En ziet "Anna" van de zaak:
      | Andere overdrachten 1: Overdracht | Overgedragen aan de lokale aanpak |
      | Andere overdrachten 1: Status     | Uitkomst ontvangen                |
    Als "Bram" de taak "Korte herbeoordeling" afrondt met:
      | Beoordeling | Opnieuw in triage |
    Dan heeft "Bram" de taak "Aanmelding controleren"


  @scenario-69
  Scenario: Een ander huis accepteert eerst; daarna pas volgt het dossier
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Ander huis, Advies aan de aanmelder |
      | Motivering van de overdracht | Afgewogen                           |
    Als "Bram" de taak "Verzoek aan ander huis opstellen" afrondt met:
      | Reden van het verzoek, zonder persoonsgegevens | Verhuizing volgende maand |
      | Gemaakte afspraken                             | Wekelijks contact         |
      | Contactpersoon van het huis                    | Bram Hoekstra             |
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Overdrachtsloket huis Zuid" is "weigerachtig"
    En "Bram" de taak "Verzoek aan ander huis opstellen" afrondt
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Overdrachtsloket huis Zuid" is "bereikbaar"
    En "Bram" de taak "Verzoek aan ander huis opstellen" afrondt
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Overdrachtsloket huis Zuid" 1 bericht "overdracht-verzoek" ontvangen met alleen:
      | reason  | *             |
      | contact | Bram Hoekstra |
    Als partner "Overdrachtsloket huis Zuid" antwoordt "acceptatie" met:
      | Besluit van het loket | Geweigerd         |
      | Toelichting           | Nog niet verhuisd |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                         |
      | Loket             | Overdrachtsloket huis Zuid |
    En "Bram" de taak "Verzoek aan ander huis opstellen" afrondt
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Overdrachtsloket huis Zuid" is "weigerachtig"
    En partner "Overdrachtsloket huis Zuid" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Marieke      |
    En partner "Overdrachtsloket huis Zuid" is "bereikbaar"
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                         |
      | Loket             | Overdrachtsloket huis Zuid |
    En "Bram" de taak "Verzoek aan ander huis opstellen" afrondt
    En "Doutzen" de taak "Verzoek aan ander huis vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Overdrachtsloket huis Zuid" 0 berichten "overdracht-dossier" ontvangen
    Als partner "Overdrachtsloket huis Zuid" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Marieke      |
    Dan heeft partner "Overdrachtsloket huis Zuid" 1 bericht "overdracht-dossier" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | goals           |                              |
      | agreements      | Wekelijks contact            |
      | contact         | *                            |
    Als "Bram" de taak "Warme overdracht aan ander huis" afrondt met:
      | Warme overdracht op        | nu                       |
      | Afgesproken met betrokkene | Marieke neemt contact op |
    En "Bram" de taak "Advies aan aanmelder opstellen" afrondt met:
      | Advies aan de aanmelder | Vraag de huisarts     |
      | Opnieuw aanmelden als   | De overlast terugkomt |
    En "Anna" de taak "Advies lezen" afrondt met:
      | Advies aanvaard          | Nee       |
      | Reactie van de aanmelder | Al gedaan |
    Dan toont de taak "Advies aan aanmelder opstellen" aan "Bram":
      | Reactie van de aanmelder | Al gedaan |
    Als "Bram" de taak "Advies aan aanmelder opstellen" afrondt met:
      | Andere mogelijkheden | Het wijkteam |
    En "Anna" de taak "Advies lezen" afrondt met:
      | Advies aanvaard | Ja |
    Dan eindigt de zaak als "Overgedragen"
