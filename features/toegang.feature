# language: nl
Functionaliteit: Wie wat van een casus ziet
  De toegangsmatrix van de keten: rol, gegeven en fase. Een lege cel is niets; wie de casus niet ziet, ziet niets. De
  kolommen zijn de aanmelder (Anna), de procesregisseur van de casus (Bram) en een collega die er nog niets voor deed
  (Doutzen), een uitgenodigde deelnemer (Carla), een andere partner (Ids), de manager (Egbert), een lid van de stuurgroep
  (Matthijs) en de betrokkene, die geen account heeft: die krijgt op verzoek inzage in een brief (rechten.feature). De
  manager leest aanmelding en triage alleen met noodtoegang (logboek.feature), de stuurgroep een notitie zonder
  persoonsgegevens als er is opgeschaald (voortgang.feature). Van een lijst ziet een deelnemer alleen de eigen regels, als
  regel 1 en verder. Na afloop ziet niemand de casus (afsluiting.feature).

  Richtinggevende uitspraken van de Landelijke stuurgroep Veiligheidshuizen, 5 juli 2017:
  1. "Bij het aanmelden van een casus bij het Zorg- en Veiligheidshuis mag de aanmelder aan de procesregisseur inzicht
  geven in de persoonsgegevens van de betreffende burger - voor zover dat noodzakelijk is om te kunnen bepalen of deze
  casus daar thuishoort."
  2. "Voorbereiding en uitvoering van een casusoverleg: De procesregisseur en aanmelder voeren de triage en voorbereiding
  van een casusoverleg uit. Bij het casusoverleg zijn uitsluitend de partners aanwezig die in de voorbereiding zijn komen
  bovendrijven als noodzakelijk voor het komen tot een goede aanpak. De informatie van de partners blijft vooralsnog
  uitsluitend bij de procesregisseur en aanbrenger."

  Achtergrond:
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Burgerservicenummer                       | 999990019                         |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast                          |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |

  @R1 @R3
  Scenario: Uitspraak 1 - bij de aanmelding zien alleen aanmelder en procesregisseur wie het betreft
    Dan is van de zaak te zien:
      |                      | Anna          | Bram          | Doutzen       | Carla | Ids | Egbert | Matthijs | Betrokkene |
      | Naam                 | Sam Verzonnen | Sam Verzonnen | Sam Verzonnen |       |     |        |          |            |
      | Burgerservicenummer  | 999990019     | 999990019     | 999990019     |       |     |        |          |            |
      | Reden van aanmelding | Overlast      | Overlast      | Overlast      |       |     |        |          |            |
      | Fase                 | Aanmelding    | Aanmelding    | Aanmelding    |       |     |        |          |            |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan is van de zaak te zien:
      |                      | Anna          | Bram          | Carla | Ids | Egbert | Matthijs | Betrokkene |
      | Naam                 | Sam Verzonnen | Sam Verzonnen |       |     |        |          |            |
      | Burgerservicenummer  | 999990019     | 999990019     |       |     |        |          |            |
      | Reden van aanmelding | Overlast      | Overlast      |       |     |        |          |            |
    En ziet "Gerrit" de zaak niet
    En ziet "Ids" de zaak niet
    En ziet "Egbert" de zaak niet
    En ziet "Marieke" de zaak niet

  @R4 @R7
  Scenario: Uitspraak 2 - wat partners antwoorden blijft bij procesregisseur en aanmelder, tot en met het plan
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
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
      | Antwoord       | Gegevens                 |
      | Informatie     | Er loopt een behandeling |
      | Zorginformatie | Elke week een gesprek    |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens             |
      | Informatie | Er is een huurschuld |
    Dan is van de zaak te zien:
      |                                           | Anna                     | Bram                     | Doutzen                  | Carla                    | Hilda                | Ids | Egbert | Matthijs | Betrokkene |
      | Naam                                      | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen        |     |        |          |            |
      | Burgerservicenummer                       | 999990019                | 999990019                | 999990019                |                          |                      |     |        |          |            |
      | Reden van aanmelding                      | Overlast                 | Overlast                 | Overlast                 |                          |                      |     |        |          |            |
      | Onderbouwing C1                           | Feiten bij C1            | Feiten bij C1            | Feiten bij C1            |                          |                      |     |        |          |            |
      | Antwoorden van partners 1: Informatie     | Er loopt een behandeling | Er loopt een behandeling | Er loopt een behandeling | Er loopt een behandeling | Er is een huurschuld |     |        |          |            |
      | Antwoorden van partners 2: Informatie     | Er is een huurschuld     | Er is een huurschuld     | Er is een huurschuld     |                          |                      |     |        |          |            |
      | Antwoorden van partners 1: Zorginformatie | Elke week een gesprek    | Elke week een gesprek    | Elke week een gesprek    | Elke week een gesprek    |                      |     |        |          |            |
      | Fase                                      | Voorbereiding            | Voorbereiding            | Voorbereiding            | Voorbereiding            | Voorbereiding        |     |        |          |            |
    Als "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, gemeente-noordstad |
      | Datum                 | over 7 dagen                  |
      | Tijd                  | 10:00                         |
      | Plaats                | Overlegkamer 1                |
    Dan is van de zaak te zien:
      |                                       | Anna                     | Bram                     | Doutzen                  | Carla                    | Hilda                | Ids | Egbert | Matthijs | Betrokkene |
      | Naam                                  | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen            | Sam Verzonnen        |     |        |          |            |
      | Burgerservicenummer                   | 999990019                | 999990019                | 999990019                |                          |                      |     |        |          |            |
      | Reden van aanmelding                  | Overlast                 | Overlast                 | Overlast                 | Overlast                 | Overlast             |     |        |          |            |
      | Onderbouwing C1                       | Feiten bij C1            | Feiten bij C1            | Feiten bij C1            |                          |                      |     |        |          |            |
      | Antwoorden van partners 1: Informatie | Er loopt een behandeling | Er loopt een behandeling | Er loopt een behandeling | Er loopt een behandeling | Er is een huurschuld |     |        |          |            |
      | Antwoorden van partners 2: Informatie | Er is een huurschuld     | Er is een huurschuld     | Er is een huurschuld     |                          |                      |     |        |          |            |
      | Fase                                  | Casusoverleg             | Casusoverleg             | Casusoverleg             | Casusoverleg             | Casusoverleg         |     |        |          |            |
    Als "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
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
      | Gezamenlijke doelen           | Woning behouden     |
      | Acties 1: Actie               | Behandeling starten |
      | Acties 1: Actiehouder         | ggz-noord           |
      | Acties 1: Gereed op           | over 20 dagen       |
      | Acties 1: Noodzakelijke actie | ja                  |
      | Acties 2: Actie               | Huurschuld regelen  |
      | Acties 2: Actiehouder         | gemeente-noordstad  |
      | Acties 2: Gereed op           | over 20 dagen       |
      | Acties 2: Noodzakelijke actie | nee                 |
    En "Carla" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    En "Hilda" de taak "Actie aanvaarden" afrondt met:
      | Aanvaarding | Aanvaard |
    Dan is van de zaak te zien:
      |                                       | Anna                           | Bram                           | Doutzen                        | Carla                          | Hilda                          | Ids | Egbert                  | Matthijs | Betrokkene |
      | Naam                                  | Sam Verzonnen                  | Sam Verzonnen                  | Sam Verzonnen                  | Sam Verzonnen                  | Sam Verzonnen                  |     |                         |          |            |
      | Burgerservicenummer                   | 999990019                      | 999990019                      | 999990019                      |                                |                                |     |                         |          |            |
      | Onderbouwing C1                       | Feiten bij C1                  | Feiten bij C1                  | Feiten bij C1                  |                                |                                |     |                         |          |            |
      | Antwoorden van partners 1: Informatie | Er loopt een behandeling       | Er loopt een behandeling       | Er loopt een behandeling       | Er loopt een behandeling       | Er is een huurschuld           |     |                         |          |            |
      | Antwoorden van partners 2: Informatie | Er is een huurschuld           | Er is een huurschuld           | Er is een huurschuld           |                                |                                |     |                         |          |            |
      | Besluitenlijst                        | 1. Besluit volgens het overleg | 1. Besluit volgens het overleg | 1. Besluit volgens het overleg | 1. Besluit volgens het overleg | 1. Besluit volgens het overleg |     |                         |          |            |
      | Gezamenlijke doelen                   | Woning behouden                | Woning behouden                | Woning behouden                | Woning behouden                | Woning behouden                |     |                         |          |            |
      | Acties 1: Actie                       | Behandeling starten            | Behandeling starten            | Behandeling starten            |                                |                                |     |                         |          |            |
      | Acties 2: Actie                       | Huurschuld regelen             | Huurschuld regelen             | Huurschuld regelen             |                                |                                |     |                         |          |            |
      | Termijn Eerste voortgangscontrole     |                                | loopt                          | loopt                          | loopt                          | loopt                          |     |                         |          |            |
      | Fase                                  | Uitvoering en voortgang        | Uitvoering en voortgang        | Uitvoering en voortgang        | Uitvoering en voortgang        | Uitvoering en voortgang        |     | Uitvoering en voortgang |          |            |
    En toont de taak "Actie uitvoeren" aan "Carla":
      | Actie | Behandeling starten |
    En toont de taak "Actie uitvoeren" aan "Hilda":
      | Actie | Huurschuld regelen |

  @R14
  Scenario: Het bericht van een route lezen de melder, de procesregisseur en het loket; de manager ziet hoe het ervoor staat
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Robin Verzonnen            |
      | Geboortedatum                             | 1991-06-18                 |
      | Adres                                     | Voorbeeldstraat 2          |
      | Reden van aanmelding                      | Overlast                   |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak    |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder |
      | Betrokkene geïnformeerd                   | Ja                         |
      | Kind in het huishouden                    | ja                         |
    En "Bram" de taak "Afweging Veilig Thuis" afrondt met:
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
    Dan toont de taak "Bericht aan Veilig Thuis bevestigen" aan "Anna":
      | Zorgelijke situatie | Ruzies waar een kind bij is |
    Als "Anna" de taak "Bericht aan Veilig Thuis bevestigen" afrondt met:
      | Akkoord als melder | Ja |
    Dan toont de taak "Bericht vrijgeven" aan "Doutzen":
      | Zorgelijke situatie | Ruzies waar een kind bij is |
    Als "Doutzen" de taak "Bericht vrijgeven" afrondt met:
      | Vrijgeven | Ja |
    Dan heeft partner "Veilig Thuis Noord" 1 bericht "melding" ontvangen
    En is van de zaak te zien:
      |                                              | Anna                                    | Bram                                          | Doutzen                                       | Gerrit | Carla | Ids | Klaas | Egbert                                  | Matthijs | Betrokkene |
      | Zorgelijke situatie                          |                                         | Ruzies waar een kind bij is                   | Ruzies waar een kind bij is                   |        |       |     |       |                                         |          |            |
      | Vraag aan Veilig Thuis                       |                                         | Wat is nodig voor de veiligheid van het kind? | Wat is nodig voor de veiligheid van het kind? |        |       |     |       |                                         |          |            |
      | Document Overdrachtsbericht aan Veilig Thuis | leesbaar                                | leesbaar                                      | leesbaar                                      |        |       |     |       |                                         |          |            |
      | Status van het bericht                       | Afgeleverd                              | Afgeleverd                                    | Afgeleverd                                    |        |       |     |       | Afgeleverd                              |          |            |
      | Termijn Uitkomst van Veilig Thuis            | loopt                                   | loopt                                         | loopt                                         |        |       |     |       | loopt                                   |          |            |
      | Fase                                         | Overdracht aan Veilig Thuis, Aanmelding | Overdracht aan Veilig Thuis, Aanmelding       | Overdracht aan Veilig Thuis, Aanmelding       |        |       |     |       | Overdracht aan Veilig Thuis, Aanmelding |          |            |
    Als partner "Veilig Thuis Noord" antwoordt "ontvangst" met:
      | Ontvangen door | Klaas |
    En partner "Veilig Thuis Noord" antwoordt "uitkomst" met:
      | Uitkomst | VT-01-01 vervolg bij Veilig Thuis |
    Dan is van de zaak te zien:
      |                                              | Anna               | Bram                                          | Doutzen                                       | Gerrit | Carla | Ids | Klaas | Egbert             | Matthijs | Betrokkene |
      | Zorgelijke situatie                          |                    | Ruzies waar een kind bij is                   | Ruzies waar een kind bij is                   |        |       |     |       |                    |          |            |
      | Vraag aan Veilig Thuis                       |                    | Wat is nodig voor de veiligheid van het kind? | Wat is nodig voor de veiligheid van het kind? |        |       |     |       |                    |          |            |
      | Document Overdrachtsbericht aan Veilig Thuis | leesbaar           | leesbaar                                      | leesbaar                                      |        |       |     |       |                    |          |            |
      | Status van het bericht                       | Uitkomst ontvangen | Uitkomst ontvangen                            | Uitkomst ontvangen                            |        |       |     |       | Uitkomst ontvangen |          |            |
      | Fase                                         | Aanmelding         | Aanmelding                                    | Aanmelding                                    |        |       |     |       | Aanmelding         |          |            |

  Scenario: Totalen ziet de aanmelder van de eigen organisatie, procesregisseur en manager van het huis, de stuurgroep van de regio
    Dan mag "Bram" "Instroom" van huis "zuid" niet zien
    En mag "Egbert" "Instroom" van huis "zuid" niet zien
    En mag "Matthijs" "Instroom" van huis "zuid" niet zien
    En mag "Anna" "Instroom" van huis "zuid" niet zien
    En mag "Gerrit" "Instroom" van huis "noord" niet zien
    En mag "Klaas" "Instroom" van huis "noord" niet zien
    Als "Anna" nog 4 keer een "casus" aanmeldt met:
      | Naam                                      | Kim Verzonnen              |
      | Geboortedatum                             | 1991-06-18                 |
      | Adres                                     | Voorbeeldstraat 2          |
      | Reden van aanmelding                      | Overlast                   |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak    |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder |
      | Betrokkene geïnformeerd                   | Ja                         |
    En "Carla" nog 5 keer een "casus" aanmeldt met:
      | Naam                                      | Robin Verzonnen            |
      | Geboortedatum                             | 1992-07-19                 |
      | Adres                                     | Voorbeeldstraat 3          |
      | Reden van aanmelding                      | Overlast                   |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak    |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder |
      | Betrokkene geïnformeerd                   | Ja                         |
    Gegeven het wordt de volgende 1 januari 09:00
    Dan ziet "Anna" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | 5 |
    En ziet "Carla" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | 5 |
    En ziet "Ids" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | 0 |
    En ziet "Bram" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen          | 10 |
      | Ingediende aanmeldingen: Politie | 5  |
    En ziet "Egbert" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | 10 |
    En ziet "Matthijs" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | 10 |
