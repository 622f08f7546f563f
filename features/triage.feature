# language: nl
Functionaliteit: Triage
  Zes feiten leiden tot een advies. Een mens besluit; wie afwijkt, heeft een tweede persoon nodig.

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

  @scenario-13
  Scenario: Voldoet een casus aan C1, C2 en C3, dan kan hij in behandeling
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
    Dan toont de taak "Triagebesluit" aan "Bram":
      | Advies               | In behandeling nemen      |
      | Grond van het advies | C1, C2 en C3 zijn vervuld |
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    Dan ziet "Anna" de zaak in fase "Voorbereiding"

  @scenario-14
  Scenario: Volstaat de reguliere samenwerking, dan volgt advies aan de aanmelder
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Ja            |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Ja            |
      | Samenwerking van meerdere ketens nodig (C2a)         | Ja            |
      | Reguliere samenwerking schiet tekort (C2b)           | Nee           |
      | Werkt door in systeem of omgeving (C3)               | Ja            |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee           |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    Dan toont de taak "Triagebesluit" aan "Bram":
      | Advies               | Aanmelder adviseren                                 |
      | Grond van het advies | C2 niet vervuld: de reguliere samenwerking volstaat |
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | Aanmelder adviseren     |
      | Motivering | Afgewogen per criterium |
    Dan toont de taak "Terugkoppeling lezen" aan "Anna":
      | Besluit         | Aanmelder adviseren |
      | Onderbouwing C2 | Feiten bij C2       |
    Als "Anna" de taak "Terugkoppeling lezen" afrondt
    Dan eindigt de zaak als "Terug naar de aanmelder"
    En ziet "Anna" de zaak niet

  @scenario-15
  Scenario: Alleen C4 is genoeg
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Nee           |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Nee           |
      | Samenwerking van meerdere ketens nodig (C2a)         | Nee           |
      | Reguliere samenwerking schiet tekort (C2b)           | Nee           |
      | Werkt door in systeem of omgeving (C3)               | Nee           |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Ja            |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    Dan toont de taak "Triagebesluit" aan "Bram":
      | Advies               | In behandeling nemen                                                            |
      | Grond van het advies | C4: ernstig lokaal veiligheidsprobleem dat een ketenoverstijgende aanpak vraagt |
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | Met spoed in behandeling nemen |
      | Motivering | Afgewogen per criterium        |
    Dan ziet "Anna" de zaak in fase "Voorbereiding"

  @scenario-16
  Scenario: Afwijken van het advies vraagt een reden en een tweede persoon
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Ja            |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Ja            |
      | Samenwerking van meerdere ketens nodig (C2a)         | Ja            |
      | Reguliere samenwerking schiet tekort (C2b)           | Nee           |
      | Werkt door in systeem of omgeving (C3)               | Ja            |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee           |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    En "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit | In behandeling nemen |
    Dan wordt dat geweigerd omdat "Motivering"
    Als "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |
    Dan heeft "Doutzen" de taak "Afwijking beoordelen"
    Als "Bram" de taak "Afwijking beoordelen" afrondt met:
      | Akkoord met afwijken          | Ja       |
      | Oordeel van de tweede persoon | Mee eens |
    Dan wordt dat geweigerd omdat "same-person"
    Als "Doutzen" de taak "Afwijking beoordelen" afrondt met:
      | Akkoord met afwijken          | Ja                          |
      | Oordeel van de tweede persoon | De druk op de wijk is groot |
    Dan ziet "Anna" de zaak in fase "Voorbereiding"

  @scenario-16
  Scenario: Zonder akkoord van de tweede persoon volgt een nieuw besluit
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
      | Besluit    | Afwijzen                |
      | Motivering | Afgewogen per criterium |
    En "Doutzen" de taak "Afwijking beoordelen" afrondt met:
      | Akkoord met afwijken          | Nee                      |
      | Oordeel van de tweede persoon | De criteria zijn vervuld |
    Dan toont de taak "Triagebesluit" aan "Doutzen":
      | Oordeel van de tweede persoon | De criteria zijn vervuld |
    Als "Doutzen" de taak "Triagebesluit" afrondt met:
      | Besluit    | Afwijzen                     |
      | Motivering | Toch elders beter op zijn plek |
    En "Egbert" de taak "Afwijking beoordelen" afrondt met:
      | Akkoord met afwijken          | Ja                     |
      | Oordeel van de tweede persoon | De manager is het eens |
    Dan heeft "Bram" geen taak "Triagebesluit"

  @scenario-20
  Scenario: Wie de triagetermijn laat verlopen, krijgt een waarschuwing en daarna opschaling
    Als er 3 werkdagen verstrijken
    Dan heeft "Bram" geen taak "Waarschuwing triagetermijn"
    Als er 1 werkdag verstrijkt
    Dan heeft "Bram" de taak "Waarschuwing triagetermijn"
    En heeft "Egbert" geen taak "Triage versnellen"
    Als "Bram" de taak "Waarschuwing triagetermijn" afrondt met:
      | Afspraak | Morgen besluiten |
    En er 1 werkdag verstrijkt
    Dan heeft "Egbert" geen taak "Triage versnellen"
    Als er 1 werkdag verstrijkt
    Dan heeft "Egbert" de taak "Triage versnellen"
    Als "Egbert" de taak "Triage versnellen" afrondt met:
      | Afspraak | Doutzen neemt het over |
    Dan ziet "Anna" de zaak in fase "Triage"

  @R22 @scenario-22
  Scenario: Een afgewezen aanmelding wordt na drie maanden vernietigd
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Nee           |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Nee           |
      | Samenwerking van meerdere ketens nodig (C2a)         | Nee           |
      | Reguliere samenwerking schiet tekort (C2b)           | Nee           |
      | Werkt door in systeem of omgeving (C3)               | Nee           |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee           |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    En "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | Afwijzen                |
      | Motivering | Afgewogen per criterium |
    En "Anna" de taak "Terugkoppeling lezen" afrondt met:
      | Reactie | Begrepen |
    En er 3 maanden verstrijken
    Dan eindigt de zaak als "Terug naar de aanmelder"
    En ziet "Anna" de zaak niet
    Als er 2 dagen verstrijken
    Dan is de zaak vernietigd
    En ziet "Zeno" een bewijs van vernietiging op grond van "term"
    En leest "Zeno" in het logboek van de zaak:
      | wie  | handeling | geweigerd | categorieën        | doel           |
      | anna | change    | nee       | identity, ordinary | case-direction |
    Gegeven het wordt de volgende 1 januari 09:00
    Dan ziet "Egbert" het afgelopen jaar van "Instroom":
      | Ingediende aanmeldingen | afgeschermd |

  Scenario: Een ongelezen terugkoppeling houdt de zaak niet open
    Als "Bram" de taak "Criteria beoordelen" afrondt met:
      | Problemen op meer dan één leefgebied (C1a)           | Nee           |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Nee           |
      | Samenwerking van meerdere ketens nodig (C2a)         | Nee           |
      | Reguliere samenwerking schiet tekort (C2b)           | Nee           |
      | Werkt door in systeem of omgeving (C3)               | Nee           |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee           |
      | Onderbouwing C1                                      | Feiten bij C1 |
      | Onderbouwing C2                                      | Feiten bij C2 |
      | Onderbouwing C3                                      | Feiten bij C3 |
      | Onderbouwing C4                                      | Feiten bij C4 |
    En "Bram" de taak "Triagebesluit" afrondt met:
      | Besluit    | Aanmelder adviseren     |
      | Motivering | Afgewogen per criterium |
    En er 10 werkdagen verstrijken
    Dan heeft "Anna" de taak "Terugkoppeling lezen"
    Als er 1 werkdag verstrijkt
    Dan eindigt de zaak als "Terug naar de aanmelder"
    En ziet "Anna" de zaak niet

  Scenario: De aanmelder beantwoordt een vraag
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
      | Besluit                | Vraag aan aanmelder       |
      | Motivering             | Afgewogen per criterium   |
      | Vraag aan de aanmelder | Speelt er ook verslaving? |
    En "Anna" de taak "Vraag uit triage beantwoorden" afrondt met:
      | Antwoord van de aanmelder | Ja, alcohol |
    Dan toont de taak "Criteria beoordelen" aan "Bram":
      | Antwoord van de aanmelder | Ja, alcohol |

  @scenario-8
  Scenario: Intrekken kan ook nog tijdens de triage
    Als "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | Opgelost |
    Dan eindigt de zaak als "Ingetrokken"
    En ziet "Anna" de zaak niet
    En heeft "Bram" geen taak "Criteria beoordelen"
    En leest "Bram" in het document "Bevestiging van intrekking":
      | zaaknummer  |
      | ingetrokken |
    En leest "Bram" in het document "Bevestiging van intrekking" niet:
      | Verzonnen |
      | Opgelost  |
    En toont de taak "Intrekking bevestigen" aan "Bram":
      | Reden van intrekking       | Opgelost      |
      | Te informeren organisaties | politie-noord |
    Als "Bram" de taak "Intrekking bevestigen" afrondt met:
      | Geïnformeerd op | over 0 dagen |
    Dan heeft "Bram" geen taak "Intrekking bevestigen"
    En eindigt de zaak als "Ingetrokken"

  @scenario-19 @R3
  Scenario: Het weegteam van een huis ziet van de triage alleen wat het nodig heeft om mee te wegen
    Gegeven het wordt maandag 09:00
    En "Roos" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Marieke" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Sjef" de zaak niet
    Als "Marieke" de taak "Criteria beoordelen" afrondt met:
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
    Dan toont de taak "Meewegen in de triage" aan "Sjef" alleen:
      | Reden van aanmelding                                 | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                            | Eén gezamenlijke aanpak           |
      | Problemen op meer dan één leefgebied (C1a)           | Ja                                |
      | Leidt tot overlast, criminaliteit of afglijden (C1b) | Ja                                |
      | Samenwerking van meerdere ketens nodig (C2a)         | Ja                                |
      | Reguliere samenwerking schiet tekort (C2b)           | Ja                                |
      | Werkt door in systeem of omgeving (C3)               | Ja                                |
      | Ernstig lokaal veiligheidsprobleem (C4)              | Nee                               |
    En heeft "Marieke" geen taak "Triagebesluit"
    Als "Sjef" de taak "Meewegen in de triage" afrondt met:
      | Oordeel van het weegteam     | Hoort in het huis   |
      | Toelichting van het weegteam | Drie ketens, al lang |
    Dan is van de zaak te zien:
      |                      | Marieke                           | Sjef                              |
      | Naam                 | Sam Verzonnen                     |                                   |
      | Reden van aanmelding | Overlast, schulden en zorgmijding | Overlast, schulden en zorgmijding |
    En toont de taak "Triagebesluit" aan "Marieke":
      | Oordeel van het weegteam     | Hoort in het huis    |
      | Toelichting van het weegteam | Drie ketens, al lang |
