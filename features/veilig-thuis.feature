# language: nl
Functionaliteit: Overdracht aan Veilig Thuis
  Advies of melding namens een genoemde melder, na bevestiging en vrijgave door een tweede persoon.
  De termijnen van Veilig Thuis zijn van Veilig Thuis; die van het huis herinneren alleen.

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
      | Kind in het huishouden                    | ja                                |

  @R14 @scenario-45
  Scenario: Veilig Thuis pakt de melding op
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen met alleen:
      | reporterName         | Anna de Vries                |
      | reporterOrganisation | politie-noord                |
      | personName           | Sam Verzonnen                |
      | personBirthDate      | 1990-05-17                   |
      | personAddress        | Voorbeeldstraat 1, Noordstad |
      | incident             | *                            |
      | situation            | *                            |
      | question             | *                            |
      | existingHelp         |                              |
      | phonedAt             |                              |
      | feedbackWanted       | yes                          |
    En leest "Zeno" in het logboek van de zaak:
      | wie | handeling | geweigerd | categorieën        | doel           |
      |     | send      | nee       | identity, ordinary | case-direction |
    En kent het logboek de vingerafdruk van het bericht "melding" aan partner "Veilig Thuis Noord"
    En leest "Bram" in het document "Overdrachtsbericht aan Veilig Thuis":
      | Terugkoppeling gewenst: ja  |
      | Anna de Vries               |
      | Ruzies waar een kind bij is |
    En leest "Bram" in het document "Overdrachtsbericht aan Veilig Thuis" niet:
      | Verzonnen |
    En leest "Anna" in het document "Overdrachtsbericht aan Veilig Thuis":
      | Ruzies waar een kind bij is |
    En heeft "Gerrit" geen document "Overdrachtsbericht aan Veilig Thuis"
    En ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als partner "Veilig Thuis Noord" antwoordt "ontvangst" met:
      | Ontvangen door | Klaas |
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-01 vervolg bij Veilig Thuis |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"

  @R14 @scenario-8
  Scenario: Wie de aanmelding intrekt, houdt een overdracht die loopt niet tegen
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                  | Melding                                       |
      | Loket                          | veilig-thuis-noord                            |
      | Melder                         | Anna de Vries                                 |
      | Organisatie van de melder      | politie-noord                                 |
      | Zorgelijke situatie            | Ruzies waar een kind bij is                   |
      | Incident: wanneer, waar en wat | Zondagavond thuis, geschreeuw en geduw        |
      | Vraag aan Veilig Thuis         | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst         | Ja                                            |
    En "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | De casus kan in de eigen keten |
    Dan heeft "Bram" geen taak "Aanmelding controleren"
    En ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    En toont de taak "Intrekking bevestigen" aan "Bram":
      | Aanpak in deze fase | * |
    Als "Bram" de taak "Intrekking bevestigen" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    En "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Voor de zekerheid |
    Dan heeft "Bram" geen taak "Intrekking bevestigen"
    En heeft "Bram" geen taak "Te late intrekking beantwoorden"
    Als "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    En "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen
    Als partner "Veilig Thuis Noord" antwoordt "ontvangst" met:
      | Ontvangen door | Klaas |
    Dan ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-01 vervolg bij Veilig Thuis |
    Dan eindigt de zaak als "Ingetrokken"
    En ziet "Anna" de zaak niet

  Scenario: Meldt het huis zelf, dan bevestigt wie het opstelde en geeft de andere procesregisseur vrij
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                  | Melding                                       |
      | Loket                          | veilig-thuis-noord                            |
      | Melder                         | Bram Hoekstra                                 |
      | Organisatie van de melder      | zvh-noord                                     |
      | Zorgelijke situatie            | Ruzies waar een kind bij is                   |
      | Incident: wanneer, waar en wat | Zondagavond thuis, geschreeuw en geduw        |
      | Vraag aan Veilig Thuis         | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst         | Ja                                            |
    Dan heeft "Doutzen" geen taak "Bericht aan Veilig Thuis bevestigen"
    Als "Bram" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    En "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen

  Scenario: Een onleesbaar antwoord telt niet, en een tweede gelijk antwoord verandert niets
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    Als partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | "resultaat" | opgepakt |
    Dan wordt dat geweigerd omdat "unknown-field"
    En ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-01 vervolg bij Veilig Thuis |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"
    Als dat nogmaals wordt verstuurd
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-99 verkeerd loket |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"
    En heeft "Bram" geen taak "Ander loket kiezen"

  @scenario-46
  Scenario: Bij een verkeerd loket volgt een ander loket met nieuwe termijnen
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En er 3 werkdagen verstrijken
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-99 verkeerd loket |
    En "Bram" de taak "Ander loket kiezen" afrondt met:
      | Loket | veilig-thuis-oost |
    Dan heeft partner "Veilig Thuis Oost" 1 bericht "melding" ontvangen
    Als er 5 werkdagen verstrijken
    Dan heeft partner "Veilig Thuis Oost" 0 berichten "herinnering" ontvangen
    Als partner "Veilig Thuis Oost" antwoordt "uitkomst" met:
      | Uitkomst | VT-02 overgedragen |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"

  @scenario-47
  Scenario: Zonder uitkomst in vijf werkdagen volgt alleen een herinnering, later nog een, en na drie maanden een gesprek
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En er 5 werkdagen verstrijken
    Dan heeft partner "Veilig Thuis Noord" 0 berichten "herinnering" ontvangen
    Als er 1 werkdag verstrijkt
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "herinnering" ontvangen met alleen:
      | sentAt | * |
    Als er 6 werkdagen verstrijken
    Dan heeft partner "Veilig Thuis Noord" 2 berichten "herinnering" ontvangen
    Als partner "Veilig Thuis Noord" is "weigerachtig"
    En er 6 werkdagen verstrijken
    En "Bram" de taak "Veilig Thuis bellen over uitkomst" afrondt met:
      | Uitkomst van het gesprek | Uitkomst volgt, bericht kwam niet binnen |
    En partner "Veilig Thuis Noord" is "bereikbaar"
    En er 6 werkdagen verstrijken
    Dan heeft partner "Veilig Thuis Noord" 3 berichten "herinnering" ontvangen
    En ziet "Anna" de zaak in fase "Overdracht aan Veilig Thuis"
    Als er 3 maanden verstrijken
    En "Bram" de taak "Uitblijvend antwoord navragen" afrondt met:
      | Gesproken met en gehoord | De melding is daar niet te vinden |
      | Wat er nu geldt          | Terug naar het huis               |
    En "Anna" de taak "Melding aan Veilig Thuis herzien" afrondt met:
      | Opnieuw melden | Nee                                   |
      | Reden          | Het gezin is verhuisd naar elders     |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"

  @scenario-48
  Scenario: Is een kind acuut onveilig, dan eerst bellen, binnen 24 uur melden en daarna vrijgeven
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Ja                                     |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    Dan heeft "Bram" de taak "Veilig Thuis bellen"
    En heeft "Bram" geen taak "Bericht aan Veilig Thuis opstellen"
    Als "Bram" de taak "Veilig Thuis bellen" afrondt met:
      | Gebeld op     | nu                     |
      | Gesproken met | Klaas                  |
      | Afspraak      | Vandaag een huisbezoek |
    Dan moet "Bram" de taak "Bericht aan Veilig Thuis opstellen" binnen 24 uur afronden
    En ziet "Bram" bij de zaak de termijn "Schriftelijke melding na telefonische melding" met bron "Meldcode huiselijk geweld en kindermishandeling"
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
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen
    En heeft "Doutzen" de taak "Bericht achteraf vrijgeven"
    Als "Bram" de taak "Bericht achteraf vrijgeven" afrondt met:
      | Bevinding achteraf | In orde |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Bericht achteraf vrijgeven" afrondt met:
      | Bevinding achteraf | In orde |
    Dan heeft "Doutzen" geen taak "Bericht achteraf vrijgeven"

  @scenario-49
  Scenario: Zonder gewenste terugkoppeling wordt niet gewacht
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                  | Melding                                       |
      | Loket                          | veilig-thuis-noord                            |
      | Melder                         | Anna de Vries                                 |
      | Organisatie van de melder      | politie-noord                                 |
      | Zorgelijke situatie            | Ruzies waar een kind bij is                   |
      | Incident: wanneer, waar en wat | Zondagavond thuis, geschreeuw en geduw        |
      | Vraag aan Veilig Thuis         | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst         | Nee                                           |
    En "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    En "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen
    En ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"

  @scenario-60
  Scenario: Een onbevestigde overdracht houdt de afsluiting tegen
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En "Bram" de taak "Aanmelding controleren" afrondt met:
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
    Dan heeft "Bram" geen taak "Slotevaluatie"
    Als partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-03 afgesloten zonder overdracht |
    Dan toont de taak "Slotevaluatie" aan "Bram":
      | Overdrachten 1: Uitkomst | VT-03 afgesloten zonder overdracht |

  @scenario-74
  Scenario: Twee keer verzenden geeft één bericht
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En dat nogmaals wordt verstuurd
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen

  Scenario: Advies vragen kan zonder herleidbare gegevens
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Advies vragen                          |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                        | Advies                                        |
      | Loket                                | veilig-thuis-noord                            |
      | Melder                               | Anna de Vries                                 |
      | Organisatie van de melder            | politie-noord                                 |
      | Situatie zonder herleidbare gegevens | Gezin met jong kind en ruzies                 |
      | Vraag aan Veilig Thuis               | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst               | Ja                                            |
    En "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    En "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "advies" ontvangen met alleen:
      | situation      | Gezin met jong kind en ruzies |
      | question       | *                             |
      | feedbackWanted | yes                           |
    En heeft partner "Veilig Thuis Noord" 0 berichten "melding" ontvangen

  Scenario: Zonder akkoord van de melder gaat er niets uit
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
      | Soort bericht                  | Melding                                       |
      | Loket                          | veilig-thuis-noord                            |
      | Melder                         | Anna de Vries                                 |
      | Organisatie van de melder      | politie-noord                                 |
      | Zorgelijke situatie            | Ruzies waar een kind bij is                   |
      | Incident: wanneer, waar en wat | Zondagavond thuis, geschreeuw en geduw        |
      | Vraag aan Veilig Thuis         | Wat is nodig voor de veiligheid van het kind? |
      | Terugkoppeling gewenst         | Ja                                            |
    En "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder      | Nee              |
      | Opmerking van de melder | Het was zaterdag |
    Dan toont de taak "Bericht aan Veilig Thuis opstellen" aan "Bram":
      | Opmerking van de melder | Het was zaterdag |
    En heeft partner "Veilig Thuis Noord" 0 berichten "melding" ontvangen

  Scenario: Zonder vrijgave gaat er niets uit
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En "Bram" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven                       | Nee                    |
      | Opmerking van de tweede persoon | Noem de bestaande hulp |
    Dan toont de taak "Bericht aan Veilig Thuis opstellen" aan "Bram":
      | Opmerking van de tweede persoon | Noem de bestaande hulp |
    En heeft partner "Veilig Thuis Noord" 0 berichten "melding" ontvangen

  Scenario: Een niet-ontvankelijke melding gaat terug naar de melder, die opnieuw meldt
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-00 niet-ontvankelijk |
    En "Anna" de taak "Melding aan Veilig Thuis herzien" afrondt met:
      | Opnieuw melden | Ja              |
      | Reden          | Met meer feiten |
    Dan heeft "Bram" de taak "Bericht aan Veilig Thuis opstellen"

  Scenario: De melder laat een niet-ontvankelijke melding los, met een reden
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-00 niet-ontvankelijk |
    En "Anna" de taak "Melding aan Veilig Thuis herzien" afrondt met:
      | Opnieuw melden | Nee                      |
      | Reden          | Hulp is intussen gestart |
    Dan ziet "Anna" de zaak niet in fase "Overdracht aan Veilig Thuis"

  Scenario: Een bericht dat niet aankomt, leidt tot bellen en komt later toch aan
    Gegeven partner "Veilig Thuis Noord" is "onbereikbaar"
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En er 2 werkdagen verstrijken
    En "Bram" de taak "Veilig Thuis bellen over aflevering" afrondt met:
      | Uitkomst van het gesprek | Storing, is vandaag verholpen |
    Dan heeft partner "Veilig Thuis Noord" 0 berichten "melding" ontvangen
    Gegeven partner "Veilig Thuis Noord" is "bereikbaar"
    Als er 1 werkdag verstrijkt
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen

  Scenario: Een geweigerd bericht wordt opnieuw opgesteld
    Gegeven partner "Veilig Thuis Noord" is "weigerachtig"
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Melden                                 |
      | Acuut onveilig                              | Nee                                    |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    Dan heeft "Bram" de taak "Bericht aan Veilig Thuis opstellen"

  Scenario: Besluit het huis Veilig Thuis niet te betrekken, dan is daar een reden voor
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Niet betrekken                         |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    Dan ziet "Anna" de zaak niet in fase "Veiligheidsafweging"
    En ziet "Anna" van de zaak:
      | Toelichting op de afweging | Vijf vragen besproken met de aanmelder |

  Scenario: Triage kan de zaak overdragen aan Veilig Thuis
    Als "Bram" de taak "Afweging Veilig Thuis" afrondt met:
      | Vermoeden van geweld of mishandeling        | Ja                                     |
      | Acute of structurele onveiligheid           | Ja                                     |
      | Eigen organisatie kan effectief hulp bieden | Nee                                    |
      | Betrokkenen aanvaarden hulp                 | Nee                                    |
      | Hulp leidt op tijd tot veiligheid           | Nee                                    |
      | Besluit over Veilig Thuis                   | Niet betrekken                         |
      | Toelichting op de afweging                  | Vijf vragen besproken met de aanmelder |
    En "Bram" de taak "Aanmelding controleren" afrondt met:
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
    En "Bram" de taak "Routes kiezen" afrondt met:
      | Routes                       | Veilig Thuis |
      | Motivering van de overdracht | Afgewogen    |
    En "Bram" de taak "Bericht aan Veilig Thuis opstellen" afrondt met:
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
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-02 overdracht |
    Dan eindigt de zaak als "Overgedragen"
    En ziet "Anna" de zaak niet
