# language: nl
Functionaliteit: Verplichte zorg
  Melden bij de gemeente namens een genoemde melder, en volgen wat er van komt.
  De termijnen van anderen zijn van hen; die van het huis herinneren alleen.

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

  @scenario-51 @scenario-52
  Scenario: Veertien dagen die op zondag eindigen, duren tot maandag; wie alleen meldde hoort de uitkomst niet
    Gegeven het wordt zondag 12:00
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Wvggz, Crisismaatregel |
      | Motivering van de overdracht | Afgewogen              |
    Als "Bram" de taak "Melding Wvggz opstellen" afrondt met:
      | Aard van de stoornis        | Psychisch                   |
      | Melder                      | Anna de Vries               |
      | Melder is                   | Alleen melder               |
      | Waargenomen feiten          | Praat in zichzelf op straat |
      | Ernstig nadeel              | Eet niet meer               |
      | Contactpersoon van het huis | Bram Hoekstra               |
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven                       | Nee            |
      | Opmerking van de tweede persoon | Het kan korter |
    En partner "Meldpunt Wvggz Noordstad" is "weigerachtig"
    En "Bram" de taak "Melding Wvggz opstellen" afrondt
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Meldpunt Wvggz Noordstad" is "bereikbaar"
    En "Bram" de taak "Melding Wvggz opstellen" afrondt
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Meldpunt Wvggz Noordstad" 1 bericht "melding-wvggz" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | reporter        | Anna de Vries                |
      | facts           | *                            |
      | harm            | *                            |
      | tried           |                              |
      | network         |                              |
      | visitSafety     |                              |
      | contact         | *                            |
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "ontvangst" met:
      | Aangenomen door | Sietske |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    Dan ziet "Bram" bij de zaak de termijn "Verkennend onderzoek Wvggz" met bron "Wet verplichte ggz, artikel 5:2"
    Als er 14 dagen verstrijken
    Dan heeft "Bram" geen taak "Onderzoek Wvggz navragen"
    Als er 1 dag verstrijkt
    Dan heeft "Bram" geen taak "Onderzoek Wvggz navragen"
    Als er 13 uur verstrijken
    En "Bram" de taak "Onderzoek Wvggz navragen" afrondt met:
      | Navraag | Morgen klaar |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "onderzoek" met:
      | Uitkomst van het onderzoek                | Verplichte zorg nodig |
      | Verzoek aan de officier                   | Ja                    |
      | Mededeling van de geneesheer-directeur op | nu                    |
    Dan ziet "Anna" de zaak niet in fase "Verplichte zorg"
    En is van de zaak te zien:
      |                                           | Anna | Bram |
      | Uitkomst van het onderzoek                |      |      |
      | Verzoek aan de officier                   |      |      |
      | Mededeling van de geneesheer-directeur op |      |      |
    Als "Bram" de taak "Crisismaatregel vastleggen" afrondt met:
      | Crisismaatregel op                     | nu           |
      | Wie is gesproken en wat is afgesproken | Burgemeester |
    En "Bram" de taak "Voortzetting crisismaatregel navragen" afrondt met:
      | Voortzetting gevraagd | Nee |
    Dan eindigt de zaak als "Overgedragen"


  @scenario-53
  Scenario: De officier heeft vier weken, of zes bij een eigen plan van aanpak
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Wvggz     |
      | Motivering van de overdracht | Afgewogen |
    Als "Bram" de taak "Melding Wvggz opstellen" afrondt met:
      | Aard van de stoornis        | Psychisch                           |
      | Melder                      | Anna de Vries                       |
      | Melder is                   | Naaste familie of vertegenwoordiger |
      | Waargenomen feiten          | Praat in zichzelf op straat         |
      | Ernstig nadeel              | Eet niet meer                       |
      | Contactpersoon van het huis | Bram Hoekstra                       |
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Meldpunt Wvggz Noordstad" 1 bericht "melding-wvggz" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | reporter        | Anna de Vries                |
      | facts           | *                            |
      | harm            | *                            |
      | tried           |                              |
      | network         |                              |
      | visitSafety     |                              |
      | contact         | *                            |
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "onderzoek" met:
      | Uitkomst van het onderzoek                | Verplichte zorg nodig |
      | Verzoek aan de officier                   | Ja                    |
      | Mededeling van de geneesheer-directeur op | nu                    |
    En er 4 weken verstrijken
    Dan heeft "Bram" geen taak "Beslissing officier navragen"
    Als er 1 dag verstrijkt
    Dan toont de taak "Beslissing officier navragen" aan "Bram":
      | Uitkomst van het onderzoek | Verplichte zorg nodig |
    Als "Bram" de taak "Beslissing officier navragen" afrondt met:
      | Navraag | Eigen plan is aangekondigd |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "eigen-plan" met:
      | Eigen plan aangekondigd op | nu |
    Dan ziet "Bram" bij de zaak de termijn "Beslissing van de officier na eigen plan van aanpak" met bron "Wet verplichte ggz, artikel 5:5 en 5:16"
    Als er 2 weken verstrijken
    En "Bram" de taak "Beslissing officier navragen" afrondt met:
      | Navraag | Volgt deze week |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "beslissing-officier" met:
      | Beslissing van de officier | Verzoek aan de rechter |
    Dan eindigt de zaak als "Overgedragen"

  Scenario: Blijft een antwoord uit, dan geldt wat de procesregisseur na drie maanden hoort
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Wvggz     |
      | Motivering van de overdracht | Afgewogen |
    En "Bram" de taak "Melding Wvggz opstellen" afrondt met:
      | Aard van de stoornis        | Psychisch                           |
      | Melder                      | Anna de Vries                       |
      | Melder is                   | Naaste familie of vertegenwoordiger |
      | Waargenomen feiten          | Praat in zichzelf op straat         |
      | Ernstig nadeel              | Eet niet meer                       |
      | Contactpersoon van het huis | Bram Hoekstra                       |
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    En er 3 maanden verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | De melding is zoekgeraakt |
      | Wat er nu geldt          | Terug naar het huis       |
    En "Bram" de taak "Overdracht heroverwegen" afrondt met:
      | Opnieuw aanbieden | Ja                       |
      | Loket             | Meldpunt Wvggz Noordstad |
    En "Bram" de taak "Melding Wvggz opstellen" afrondt
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "onderzoek" met:
      | Uitkomst van het onderzoek                | Verplichte zorg nodig |
      | Verzoek aan de officier                   | Ja                    |
      | Mededeling van de geneesheer-directeur op | nu                    |
    En er 3 maanden verstrijken
    En er 1 dag verstrijkt
    En "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | De rechter heeft al beslist |
      | Wat er nu geldt          | Afgerond                    |
    Dan eindigt de zaak als "Overgedragen"


  @scenario-54
  Scenario: Voor het einde van de derde dag is voortzetting van de crisismaatregel gevraagd
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Crisismaatregel, Wvggz |
      | Motivering van de overdracht | Afgewogen              |
    Als "Bram" de taak "Crisismaatregel vastleggen" afrondt met:
      | Crisismaatregel op                     | nu                            |
      | Wie is gesproken en wat is afgesproken | Burgemeester, dokter, politie |
    Dan ziet "Bram" bij de zaak de termijn "Einde van de crisismaatregel" met bron "Wet verplichte ggz, artikel 7:4"
    En moet "Bram" de taak "Voortzetting crisismaatregel navragen" binnen 3 werkdagen afronden
    Als "Bram" de taak "Voortzetting crisismaatregel navragen" afrondt met:
      | Voortzetting gevraagd | Ja |
    En "Bram" de taak "Beslissing rechter vastleggen" afrondt met:
      | Beslissing van de rechter | Toegewezen |
    Als "Bram" de taak "Melding Wvggz opstellen" afrondt met:
      | Aard van de stoornis        | Psychisch                   |
      | Melder                      | Anna de Vries               |
      | Melder is                   | Betrokken zorgverlener      |
      | Waargenomen feiten          | Praat in zichzelf op straat |
      | Ernstig nadeel              | Eet niet meer               |
      | Contactpersoon van het huis | Bram Hoekstra               |
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Meldpunt Wvggz Noordstad" 1 bericht "melding-wvggz" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | reporter        | Anna de Vries                |
      | facts           | *                            |
      | harm            | *                            |
      | tried           |                              |
      | network         |                              |
      | visitSafety     |                              |
      | contact         | *                            |
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    En partner "Meldpunt Wvggz Noordstad" antwoordt "onderzoek" met:
      | Verzoek aan de officier                   | Ja |
      | Mededeling van de geneesheer-directeur op | nu |
    Dan ziet "Bram" bij de zaak de termijn "Beslissing van de officier" met bron "Wet verplichte ggz, artikel 5:16"
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "eigen-plan" met:
      | Eigen plan aangekondigd op | nu |
    Dan ziet "Bram" bij de zaak de termijn "Beslissing van de officier na eigen plan van aanpak" met bron "Wet verplichte ggz, artikel 5:5 en 5:16"
    Als er 5 weken verstrijken
    Dan heeft "Bram" geen taak "Beslissing officier navragen"
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "beslissing-officier" met:
      | Beslissing van de officier | Geen verzoek |
    Dan eindigt de zaak als "Overgedragen"


  Scenario: Bij een verstandelijke of psychogeriatrische stoornis geldt de Wzd
    Als "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Wvggz     |
      | Motivering van de overdracht | Afgewogen |
    Als "Bram" de taak "Melding Wvggz opstellen" afrondt met:
      | Aard van de stoornis        | Verstandelijk of psychogeriatrisch (Wzd) |
      | Melder                      | Anna de Vries                            |
      | Melder is                   | Alleen melder                            |
      | Waargenomen feiten          | Praat in zichzelf op straat              |
      | Ernstig nadeel              | Eet niet meer                            |
      | Contactpersoon van het huis | Bram Hoekstra                            |
    En "Doutzen" de taak "Melding Wvggz vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Meldpunt Wvggz Noordstad" 1 bericht "melding-wzd" ontvangen met alleen:
      | personName      | Sam Verzonnen                |
      | personBirthDate | 1990-05-17                   |
      | personAddress   | Voorbeeldstraat 1, Noordstad |
      | reporter        | Anna de Vries                |
      | facts           | *                            |
      | harm            | *                            |
      | tried           |                              |
      | network         |                              |
      | visitSafety     |                              |
      | contact         | *                            |
    Als partner "Meldpunt Wvggz Noordstad" antwoordt "acceptatie" met:
      | Besluit van het loket | Geaccepteerd |
      | Contactpersoon        | Sietske      |
    Dan eindigt de zaak als "Overgedragen"
