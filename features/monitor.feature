# language: nl
Functionaliteit: Jaarlijkse monitor en kerncijfers
  Elk huis scoort zichzelf één keer per jaar en stelt zijn antwoorden vast. Wat alle huizen samen laten zien, en wat de
  keten telt, leidt naar niemand terug.

  @scenario-73
  Scenario: Een huis scoort zichzelf, stelt vast, en ziet zijn eigen prioriteiten; zonder nulmeting is er geen vooruitgang
    Gegeven het wordt de volgende 1 oktober 09:00
    En de "Jaarlijkse monitor" van huis "noord" loopt
    Als "Egbert" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 1 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En "Matthijs" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Terug naar de manager |
    En "Egbert" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 2 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En "Matthijs" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    Dan toont de taak "Regionale prioriteiten bespreken" aan "Egbert":
      | Regionale prioriteiten 1: Doel                | Verbinding met Veilig Thuis |
      | Regionale prioriteiten 1: Afstand tot de norm | 4                           |
      | Regionale prioriteiten 2: Doel                | Personen met verward gedrag |
      | Regionale prioriteiten 3: Doel                | ICT-basis                   |
    Als "Egbert" de taak "Regionale prioriteiten bespreken" afrondt met:
      | Afspraak in de regio | Samen met Veilig Thuis één werkproces |
    Dan ziet "Wim" dit jaar van "Scores op de doelen":
      | Gemiddelde: ICT-basis             | 2    |
      | Haalt de norm: Radicalisering     | 1    |
      | Vooruitgang sinds 2017: ICT-basis | geen |
    En ziet "Wim" dit jaar van "Respons op de monitor":
      | Respons | 0.5 |

  @scenario-70
  Scenario: Laagste en hoogste huis zijn alleen bij het programmateam bij naam bekend
    Gegeven het wordt de volgende 1 oktober 09:00
    En de "Jaarlijkse monitor" van huis "noord" loopt
    Als "Egbert" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 2 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En "Matthijs" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    Gegeven de "Jaarlijkse monitor" van huis "zuid" loopt
    Als "Odette" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 5 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 3 |
      | Verbinding met sociale wijkteams | 3 |
      | Verbinding met Veilig Thuis      | 4 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 3 |
      | Radicalisering                   | 3 |
    En "Oscar" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    Dan ziet "Wim" dit jaar van "Scores op de doelen":
      | Gemiddelde: ICT-basis       | 3.5   |
      | Laagste: ICT-basis          | 2     |
      | Laagste: ICT-basis: huizen  | noord |
      | Hoogste: ICT-basis          | 5     |
      | Hoogste: ICT-basis: huizen  | zuid  |
      | Spreiding: ICT-basis        | 3     |
    En ziet "Egbert" dit jaar van "Scores op de doelen":
      | Laagste: ICT-basis         | 2    |
      | Laagste: ICT-basis: huizen | geen |
      | Hoogste: ICT-basis         | 5    |
      | Hoogste: ICT-basis: huizen | geen |
    En ziet "Egbert" dit jaar van "Scores op de doelen" in huis "noord":
      | Gemiddelde: ICT-basis | 2 |
    En mag "Egbert" "Scores op de doelen" van huis "zuid" niet zien

  @scenario-72
  Scenario: Stille huizen worden aangesproken; wie na de peildatum begint, telt pas in de volgende ronde mee
    Gegeven het wordt de volgende 1 oktober 09:00
    En de "Jaarlijkse monitor" van huis "noord" loopt
    Als "Egbert" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 2 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En er 31 dagen verstrijken
    Gegeven de "Landelijke monitor" van huis "landelijk" loopt
    Dan toont de taak "Achterblijvende huizen aanspreken" aan "Wim":
      | Huizen zonder vastgestelde scores 1: Huis | noord |
      | Huizen zonder vastgestelde scores 2: Huis | zuid  |
    Als er 32 dagen verstrijken
    Dan heeft "Wim" geen taak "Achterblijvende huizen aanspreken"
    En toont de taak "Landelijk beeld vaststellen" aan "Wim":
      | Respons                   | 0                                |
      | Vooruitgang op de doelen  | Geen huis heeft scores vastgesteld |
    Als "Wim" de taak "Landelijk beeld vaststellen" afrondt met:
      | Toelichting voor de huizen | Volgend jaar graag op tijd |
    Dan ziet "Wim" dit jaar van "Respons op de monitor":
      | Respons | 0 |
    Gegeven huis "oost" vanaf vandaag meedoet
    Dan ziet "Wim" dit jaar van "Respons op de monitor":
      | Respons | 0 |
    Gegeven het wordt de volgende 1 januari 09:00
    Als "Wim" het afgelopen jaar van "Respons op de monitor" bevriest
    En "Wim" de taak "Monitorjaar bevriezen" afrondt met:
      | Het jaar is bevroren | ja |
    Gegeven het wordt de volgende 1 oktober 09:00
    En de "Jaarlijkse monitor" van huis "zuid" loopt
    Als "Odette" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 5 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 3 |
      | Verbinding met sociale wijkteams | 3 |
      | Verbinding met Veilig Thuis      | 4 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 3 |
      | Radicalisering                   | 3 |
    En "Oscar" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    Dan ziet "Wim" dit jaar van "Respons op de monitor":
      | Respons | 0.3333 |
    Als er 31 dagen verstrijken
    Gegeven de "Landelijke monitor" van huis "landelijk" loopt
    Dan toont de taak "Achterblijvende huizen aanspreken" aan "Wim":
      | Huizen zonder vastgestelde scores 1: Huis | noord |
      | Huizen zonder vastgestelde scores 2: Huis | oost  |
    Als "Wim" de taak "Achterblijvende huizen aanspreken" afrondt met:
      | Afspraak met deze huizen | Zij leveren deze week in |
    Gegeven de "Jaarlijkse monitor" van huis "noord" loopt
    Als er 32 dagen verstrijken
    Dan heeft "Egbert" geen taak "Doelen scoren"

  Scenario: Een huis brengt zijn nulmeting in, ziet het landelijk beeld, en corrigeert na het bevriezen zijn scores
    Gegeven het wordt de volgende 1 oktober 09:00
    Als "Egbert" in huis "noord" het bericht "scores eerder jaar" stuurt met:
      | Jaar van de scores | 2017           |
      | Reden of bron      | Nulmeting 2017 |
    Gegeven de "Scores van een eerder jaar" van huis "noord" loopt
    Als "Egbert" de taak "Scores van dat jaar invullen" afrondt met:
      | ICT-basis                        | 1 |
      | Informatiedeling en privacy      | 1 |
      | Positionering                    | 1 |
      | Verbinding met sociale wijkteams | 1 |
      | Verbinding met Veilig Thuis      | 1 |
      | Verbinding met ZSM               | 1 |
      | Personen met verward gedrag      | 1 |
      | Radicalisering                   | 1 |
    En "Matthijs" de taak "Scores van dat jaar vaststellen" afrondt met:
      | Scores van dat jaar vaststellen | Terug naar de manager |
    En "Egbert" de taak "Scores van dat jaar invullen" afrondt met:
      | ICT-basis                        | 1 |
      | Informatiedeling en privacy      | 2 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 1 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 1 |
      | Radicalisering                   | 4 |
    En "Matthijs" de taak "Scores van dat jaar vaststellen" afrondt met:
      | Scores van dat jaar vaststellen | Vaststellen |
    Gegeven de "Jaarlijkse monitor" van huis "noord" loopt
    Als "Egbert" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 2 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En "Matthijs" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    Gegeven de "Jaarlijkse monitor" van huis "zuid" loopt
    Als "Odette" de taak "Doelen scoren" afrondt met:
      | ICT-basis                        | 5 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 3 |
      | Verbinding met sociale wijkteams | 3 |
      | Verbinding met Veilig Thuis      | 4 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 3 |
      | Radicalisering                   | 3 |
    En "Oscar" de taak "Scores vaststellen" afrondt met:
      | Scores vaststellen | Vaststellen |
    En er 31 dagen verstrijken
    Gegeven de "Landelijke monitor" van huis "landelijk" loopt
    Dan heeft "Wim" geen taak "Achterblijvende huizen aanspreken"
    Als er 32 dagen verstrijken
    Dan toont de taak "Landelijk beeld vaststellen" aan "Wim":
      | Respons                                                | 1                                                      |
      | Vooruitgang op de doelen                               | Geen vooruitgang op Verbinding met sociale wijkteams, Radicalisering, Verbinding met ZSM |
      | Landelijk beeld 1: Doel                                | Personen met verward gedrag                            |
      | Landelijk beeld 1: Gemiddelde                          | 2.5                                                    |
      | Landelijk beeld 2: Doel                                | ICT-basis                                              |
      | Landelijk beeld 2: Laagste                             | 2                                                      |
      | Landelijk beeld 2: Hoogste                             | 5                                                      |
      | Landelijk beeld 2: Spreiding                           | 3                                                      |
      | Landelijk beeld 2: Vooruitgang                         | 2.5                                                    |
      | Landelijk beeld 2: Deel van de huizen dat de norm haalt | 0.5                                                    |
      | Landelijke opgaven 1: Opgave                           | Personen met verward gedrag                            |
      | Landelijke opgaven 1: Waarom                           | Laagste gemiddelde                                     |
    Als "Wim" de taak "Landelijk beeld vaststellen" afrondt met:
      | Toelichting voor de huizen | Samen verder met de bestuurlijke borging |
    Gegeven de "Landelijk beeld van de monitor" van huis "zuid" loopt
    Dan toont de taak "Landelijk beeld bespreken" aan "Odette":
      | Respons                              | 1                                        |
      | Toelichting van het programmateam    | Samen verder met de bestuurlijke borging |
      | Landelijk beeld 2: Vooruitgang       | 2.5                                      |
      | Landelijke opgaven 1: Opgave         | Personen met verward gedrag              |
    Als "Odette" de taak "Landelijk beeld bespreken" afrondt met:
      | Wat het huis hiermee doet | Op de agenda van de stuurgroep |
    Gegeven het wordt de volgende 1 januari 09:00
    Als "Wim" het afgelopen jaar van "Scores op de doelen" bevriest
    En "Egbert" in huis "noord" het bericht "scores eerder jaar" stuurt met:
      | Jaar van de scores | afgelopen jaar                  |
      | Reden of bron      | ICT-basis was verkeerd ingevuld |
    Gegeven de "Scores van een eerder jaar" van huis "noord" loopt
    Als "Egbert" de taak "Scores van dat jaar invullen" afrondt met:
      | ICT-basis                        | 3 |
      | Informatiedeling en privacy      | 3 |
      | Positionering                    | 2 |
      | Verbinding met sociale wijkteams | 4 |
      | Verbinding met Veilig Thuis      | 2 |
      | Verbinding met ZSM               | 3 |
      | Personen met verward gedrag      | 2 |
      | Radicalisering                   | 5 |
    En "Matthijs" de taak "Scores van dat jaar vaststellen" afrondt met:
      | Scores van dat jaar vaststellen | Vaststellen |
    Dan ziet "Wim" het afgelopen jaar van "Scores op de doelen":
      | Gemiddelde: ICT-basis | 3.5 |
    Als "Wim" het afgelopen jaar van "Scores op de doelen" opnieuw bevriest omdat "Correctie van huis Noord"
    Dan ziet "Wim" het afgelopen jaar van "Scores op de doelen":
      | Gemiddelde: ICT-basis | 4 |

  @scenario-71
  Scenario: Een aantal van minder dan vijf blijft afgeschermd, en een bevroren jaar blijft hetzelfde
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Gegeven het wordt de volgende 1 januari 09:00
    Dan ziet "Egbert" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen           | afgeschermd |
      | Ingediende aanmeldingen: Politie  | afgeschermd |
      | Ingediende aanmeldingen: Onbekend | afgeschermd |
    En ziet "Wim" het afgelopen jaar van "Instroom" in huis "noord":
      | Ingediende aanmeldingen | afgeschermd |
    En mag "Egbert" "Instroom" van huis "zuid" niet zien
    Als "Wim" het afgelopen jaar van "Instroom" bevriest
    Dan ziet "Egbert" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | afgeschermd |
