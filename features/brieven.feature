# language: nl
Functionaliteit: Brieven en berichten
  Wat het huis schrijft staat in sjablonen die ontwerpers bewerken. Een brief bevat wat ervoor is aangewezen en niets anders.

  Achtergrond:
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Buurvrouw Kim belde de politie    |
      | Betrokkene geïnformeerd                   | Nog niet                          |
      | Reden om nog niet te informeren           | Lopend onderzoek                  |
      | Opnieuw bezien op                         | over 10 dagen                     |
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

  @R5 @scenario-30
  Scenario: De uitnodiging per e-mail noemt zaaknummer, tijd en plaats, en geen naam
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    En "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord                        |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke contacten zijn er geweest? |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                               |
      | Noodzakelijke partners 2: Partner                   | gemeente-noordstad               |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene               |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welke schulden zijn er?          |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                              |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Hilda" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord | Niets bekend |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord      |
      | Datum                 | over 7 dagen   |
      | Tijd                  | 10:00          |
      | Plaats                | Overlegkamer 1 |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    Dan leest "Carla" in het document "Uitnodiging casusoverleg":
      | Zaaknummer     |
      | Tijd: 10:00    |
      | Overlegkamer 1 |
    En leest "Carla" in het document "Uitnodiging casusoverleg" niet:
      | Verzonnen         |
      | Voorbeeldstraat   |
      | Overlast          |
      | Welke contacten   |
    En heeft "Hilda" geen document "Uitnodiging casusoverleg"
    En heeft "Carla" geen document "Informatie aan de betrokkene"

  @R12
  Scenario: De aanmelder krijgt het besluit met de reden per criterium
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | Afwijzen              |
      | Motivering | Het wijkteam kan dit  |
    En "Doutzen" de taak "Afwijking beoordelen" afrondt met:
      | Akkoord met afwijken         | Ja          |
      | Oordeel van de tweede persoon | Meegekeken |
    Dan leest "Anna" in het document "Besluit aan de aanmelder":
      | niet in behandeling genomen |
      | Het wijkteam kan dit        |
      | Feiten bij C3               |
    En leest "Anna" in het document "Besluit aan de aanmelder" niet:
      | Verzonnen |

  @R16 @R17 @R21 @scenario-10
  Scenario: Uitstel van informeren heeft een grond, een tweede persoon en een einde; dan volgt de brief
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    En "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen | Uitstellen       |
      | Grond voor uitstel       | Lopend onderzoek |
    En "Bram" de taak "Uitstel beoordelen" afrondt met:
      | Akkoord met uitstel | Ja |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Uitstel beoordelen" afrondt met:
      | Akkoord met uitstel | Ja |
    Dan heeft "Bram" geen taak "Informeren of uitstellen"
    En heeft "Bram" geen document "Informatie aan de betrokkene"
    Als er 31 dagen verstrijken
    En "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen              | Uitstellen       |
      | Grond voor uitstel                    | Lopend onderzoek |
      | Opnieuw bezien op (uitstel)           | over 5 dagen     |
    En "Doutzen" de taak "Uitstel beoordelen" afrondt met:
      | Akkoord met uitstel | Ja |
    En er 6 dagen verstrijken
    En "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen | Uitstellen       |
      | Grond voor uitstel       | Lopend onderzoek |
    En "Doutzen" de taak "Uitstel beoordelen" afrondt met:
      | Akkoord met uitstel | Nee |
    Dan leest "Bram" in het document "Informatie aan de betrokkene":
      | Sam Verzonnen                           |
      | Doel                                    |
      | Wie er meewerken                        |
      | Uw rechten                              |
      | Privacyloket Zorg- en Veiligheidshuis Noord |
      | Autoriteit Persoonsgegevens             |
    Als "Bram" de taak "Informatiebrief versturen" afrondt met:
      | Informatiebrief verstuurd op | nu   |
      | Wijze van verzenden          | Post |
    Dan heeft "Bram" geen taak "Informeren of uitstellen"

  @R16
  Scenario: Zonder grond voor uitstel hoort de betrokkene het bij de aanname
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    En "Bram" de taak "Informeren of uitstellen" afrondt met:
      | Informeren of uitstellen | Informeren |
    En "Bram" de taak "Informatiebrief versturen" afrondt met:
      | Informatiebrief verstuurd op | nu        |
      | Wijze van verzenden          | Uitgereikt |
    Dan leest "Bram" in het document "Informatie aan de betrokkene":
      | Wet gegevensverwerking door samenwerkingsverbanden |
