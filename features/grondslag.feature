# language: nl
Functionaliteit: Grondslag, regime en doel
  Elke casus heeft een wettelijk regime en een doel. Wie meedoet, mag dat onder dat regime; waar de grondslag wegvalt, blijft niets achter.

  Achtergrond:
    Gegeven het wordt maandag 09:00

  @R8 @scenario-67
  Scenario: Een casus van voor de wet draagt de grondslag van de aanmelder, en eindigt als die zich terugtrekt
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Casus loopt sinds                         | 2024-05-01                        |
    Dan toont de taak "Aanmelding aanvullen" aan "Anna":
      | Ontbreekt | grondslag van de aanmelder |
    Als "Anna" de taak "Aanmelding aanvullen" afrondt met:
      | Grondslag van de aanmelder | Wettelijke taak |
    Dan ziet "Anna" de zaak onder het regime "Handvat gegevensdeling" met doel "Persoonsgerichte aanpak"
    Als "Anna" het bericht "terugtrekking" stuurt met:
      | Reden van terugtrekking | De aanpak is overgenomen |
    En "Bram" de taak "Dossier overdragen of vernietigen" afrondt met:
      | Bestemming van het dossier  | Overgedragen aan de aanmelder       |
      | Toelichting bij het dossier | Persoonlijk overhandigd aan de wijk |
    Dan eindigt de zaak als "Grondslag vervallen"
    En ziet "Anna" de zaak niet
    Als er 2 dagen verstrijken
    Dan is de zaak vernietigd

  @scenario-67
  Scenario: Een casus van voor de wet houdt zijn regime tot twee mensen hem omzetten
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Casus loopt sinds                         | 2024-05-01                        |
      | Grondslag van de aanmelder                | Taak van algemeen belang          |
    En er 30 dagen verstrijken
    Dan ziet "Anna" de zaak onder het regime "HANDVAT" met doel "Persoonsgerichte aanpak"
    Als "Bram" het bericht "omzetting" stuurt met:
      | Aanleiding voor omzetting | De aanpak duurt langer |
    En "Bram" de taak "Omzetting voorstellen" afrondt met:
      | Reden van omzetting | De aanpak gaat door op grond van de wet |
    En "Bram" de taak "Omzetting bevestigen" afrondt met:
      | Akkoord met omzetting | Ja |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Omzetting bevestigen" afrondt met:
      | Akkoord met omzetting | Nee |
    Dan ziet "Anna" de zaak onder het regime "HANDVAT" met doel "Persoonsgerichte aanpak"
    Als "Bram" het bericht "omzetting" stuurt met:
      | Aanleiding voor omzetting | Nu met onderbouwing |
    En "Bram" de taak "Omzetting voorstellen" afrondt met:
      | Reden van omzetting | De aanpak gaat door op grond van de wet |
    En "Doutzen" de taak "Omzetting bevestigen" afrondt met:
      | Akkoord met omzetting | Ja |
    Dan ziet "Anna" de zaak onder het regime "WGS" met doel "Persoonsgerichte aanpak"
    En ziet "Bram" dat de zaak uiterlijk "over 1796 dagen" wordt vernietigd
    Als "Anna" het bericht "terugtrekking" stuurt met:
      | Reden van terugtrekking | Wij doen niet meer mee |
    Dan ziet "Anna" de zaak in fase "Aanmelding"

  @R9 @scenario-9
  Scenario: Wie geen partner meer is, meldt niet aan en ziet niets meer
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En de samenwerking met partner "Politie Noord" is geëindigd
    Dan ziet "Anna" de zaak niet
    En kan "Anna" geen zaak aanmelden

  @R9
  Scenario: Onder de wet doet alleen mee wie de wet noemt, of wie er om een reden bij is gehaald
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
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
      | Besluit    | In behandeling nemen |
      | Motivering | Hoort hier thuis     |
    En partner "GGZ Noord" doet alleen nog mee op grond van het convenant
    Dan biedt de taak "Noodzakelijke partners bepalen" aan "Bram" bij "Partner" geen "GGZ Noord"
    En biedt de taak "Noodzakelijke partners bepalen" aan "Bram" bij "Partner" wel "Reclassering Noord"
    Als partner "GGZ Noord" doet incidenteel mee in huis "noord" omdat "Behandelt de betrokkene"
    Dan biedt de taak "Noodzakelijke partners bepalen" aan "Bram" bij "Partner" wel "GGZ Noord"
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord          |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke zorg is er?  |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | nee                |
    En partner "GGZ Noord" doet alleen nog mee op grond van het convenant
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens       |
      | Informatie | Is hier bekend |
    Dan wordt dat geweigerd omdat "no-ground"
    En ziet "Carla" de zaak niet
    Als partner "GGZ Noord" doet incidenteel mee in huis "noord" omdat "Behandelt de betrokkene"
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord   | Gegevens       |
      | Informatie | Is hier bekend |
    Dan toont de taak "Casusoverleg plannen" aan "Bram":
      | Antwoorden van partners 1: Informatie | Is hier bekend |

  @R9
  Scenario: Namens wie onder de wet niet mag meedoen wordt niet aangemeld
    Als partner "GGZ Noord" doet alleen nog mee op grond van het convenant
    En "Bram" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Aangemeld namens                          | ggz-noord                         |
    Dan wordt dat geweigerd omdat "onBehalfOf"
    Als "Carla" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan wordt dat geweigerd omdat "ggz-noord"

  @R11 @R12
  Scenario: Een overheid kan niet op toestemming alleen verwerken, en een mens beslist
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
      | Grondslag van de aanmelder                | Toestemming van de betrokkene     |
    Dan toont de taak "Aanmelding aanvullen" aan "Anna":
      | Ontbreekt | een andere grondslag dan toestemming |
    Als "Anna" de taak "Aanmelding aanvullen" afrondt met:
      | Grondslag van de aanmelder | Toestemming van de betrokkene, Wettelijke taak |
    Dan heeft "Bram" de taak "Aanmelding controleren"
    En heeft "Koppeling" geen taak "Aanmelding controleren"

  @R30
  Scenario: De commissie adviseert over een nieuw soort verwerking, die tot dan stilligt
    Als "Bram" een "rac-advies" aanmeldt met:
      | Soort vraag                               | Nieuw soort verwerking                |
      | Vraag aan de commissie                    | Mogen wij gegevens van scholen vragen |
      | Verwerking aanhouden tot het advies er is | Ja                                    |
    En "Bram" de taak "Verwerking aanhouden" afrondt met:
      | Wat stilligt | Het opvragen bij scholen |
    En "Radboud" de taak "Advies uitbrengen" afrondt met:
      | Oordeel van de commissie    | Rechtmatig onder voorwaarden |
      | Motivering van de commissie | Alleen wat nodig is          |
    Dan toont de taak "Opvolging van het advies vastleggen" aan "Bram":
      | Motivering van de commissie | Alleen wat nodig is |
    Als "Bram" de taak "Opvolging van het advies vastleggen" afrondt met:
      | Opvolging van het advies | Van het advies afgeweken |
      | Reden van afwijking      | Een lichter middel werkt |
    Dan eindigt de zaak als "Advies vastgelegd"

  @R30
  Scenario: Over een atypische casus kan het huis advies vragen zonder te wachten
    Als "Bram" een "rac-advies" aanmeldt met:
      | Soort vraag                               | Atypische casus                  |
      | Zaaknummer waar het om gaat               | noord-2026-00001                 |
      | Vraag aan de commissie                    | Hoort een bedrijf aan deze tafel |
      | Verwerking aanhouden tot het advies er is | Nee                              |
    Dan heeft "Radboud" de taak "Advies uitbrengen"
