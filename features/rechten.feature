# language: nl
Functionaliteit: Rechten van de betrokkene
  Wie een casus betreft kan inzage, rectificatie en beperking vragen en bezwaar maken. Elk recht is een eigen proces met zijn wettelijke termijn.

  Achtergrond:
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 2012-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding; overbuur Bo (06-12345678) belde |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Buurvrouw Kim belde de politie    |
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
      | Besluit    | In behandeling nemen    |
      | Motivering | Afgewogen per criterium |

  @R18 @scenario-65
  Scenario: Inzage toont het eigen deel, schermt anderen af en vraagt elke bron
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord          |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke zorg is er?  |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                 |
      | Noodzakelijke partners 2: Partner                   | reclassering-noord |
      | Noodzakelijke partners 2: Waarom noodzakelijk       | Kent de betrokkene |
      | Noodzakelijke partners 2: Vraag aan de partner      | Welk toezicht is er? |
      | Noodzakelijke partners 2: Onmisbaar bij het overleg | nee                |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord       | Gegevens               |
      | Informatie    | Regelmatig gesproken    |
      | Zorginformatie | Behandeling loopt      |
    En "Ids" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord                         | Gegevens           |
      | Informatie                       | Onder toezicht     |
      | Politie- en justitie-informatie  | Tip van de wijkagent |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord, reclassering-noord |
      | Datum                 | over 7 dagen   |
      | Tijd                  | 10:00          |
      | Plaats                | Overlegkamer 1 |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Ids" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ en reclassering   |
      | Geheimhouding bevestigd | Ja, door iedereen     |
      | Beeld                   | Meervoudige problemen |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Gezamenlijke aanpak nodig |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Plan van aanpak           |
      | Motivering van het casusoverleg | Besproken met de partners |
      | Casusregisseur van              | gemeente-noordstad        |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | Hulp bij schulden |
    En "Carla" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Ids" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    Als "Yvonne" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Inzage |
      | Ingediend door       | Wettelijk vertegenwoordiger |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    Dan ziet "Bram" de zaak in fase "Verzoek van de betrokkene"
    En ziet "Bram" bij de zaak de termijn "Verzoek van de betrokkene beantwoorden" met bron "AVG, artikel 12, derde lid"
    Als "Bram" de taak "Inzage voorbereiden" afrondt met:
      | Toelichting voor de betrokkene              | U kunt bellen met vragen |
      | Woorden over anderen die worden afgeschermd | Overbuur Bo; 06-12345678 |
    En "Carla" de taak "Inzage afstemmen" afrondt met:
      | Eigen gegevens ter inzage | Ja |
    Dan heeft "Carla" geen document "Overzicht van gegevens bij inzage"
    Als er 6 werkdagen verstrijken
    Dan heeft "Ids" geen taak "Inzage afstemmen"
    En leest "Bram" in het document "Overzicht van gegevens bij inzage":
      | Sam Verzonnen               |
      | Overlast, schulden en zorgmijding; […] ([…]) belde |
      | Hulp bij schulden           |
      | Behandeling loopt           |
      | (afgeschermd)               |
      | U kunt bellen met vragen    |
      | Privacyloket Zorg- en Veiligheidshuis Noord |
    En leest "Bram" in het document "Overzicht van gegevens bij inzage" niet:
      | Tip van de wijkagent |
      | Buurvrouw Kim        |
      | overbuur             |
      | 06-12345678          |
      | politie-noord        |
      | ggz-noord            |
    Als "Doutzen" de taak "Overzicht controleren" afrondt met:
      | Overzicht vrijgeven         | Nee            |
      | Opmerking bij de controle   | Leg meer uit   |
    En "Bram" de taak "Inzage voorbereiden" afrondt
    En "Carla" de taak "Inzage afstemmen" afrondt met:
      | Eigen gegevens ter inzage | Nee, afschermen |
      | Grond om af te schermen   | Beroepsgeheim   |
    En "Ids" de taak "Inzage afstemmen" afrondt met:
      | Eigen gegevens ter inzage | Ja |
    Dan leest "Bram" in het document "Overzicht van gegevens bij inzage":
      | Tip van de wijkagent |
    En leest "Bram" in het document "Overzicht van gegevens bij inzage" niet:
      | Behandeling loopt |
    Als "Doutzen" de taak "Overzicht controleren" afrondt met:
      | Overzicht vrijgeven | Ja |
    En "Bram" de taak "Inzage verstrekken" afrondt met:
      | Inzage verstrekt op    | nu        |
      | Wijze van verstrekken  | Aan loket |
    Dan ziet "Bram" de zaak niet in fase "Verzoek van de betrokkene"
    Gegeven het wordt de volgende 1 januari 09:00
    Dan ziet "Egbert" het afgelopen jaar van "Rechten en bewaartermijnen":
      | Verzoeken tijdig afgehandeld | afgeschermd |

  @R19 @R20
  Scenario: Bij een kind gaat het via de vertegenwoordiger, en wie gegevens ontving hoort van de rectificatie
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Rectificatie |
      | Ingediend door       | Betrokkene zelf |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Vertegenwoordiger betrekken" afrondt met:
      | Wettelijk vertegenwoordiger | Robin Verzonnen |
    En "Bram" de taak "Rectificatie besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                         |
      | Motivering van het besluit op het verzoek | Het adres was oud          |
      | Mededeling aan de ontvangers              | Het adres is gewijzigd     |
      | Adres                                     | Nieuwstraat 2, Noordstad   |
    Dan leest "Bram" in het document "Besluit op een verzoek van de betrokkene":
      | wordt toegewezen  |
      | Het adres was oud |
    En leest "Anna" in het document "Kennisgeving aan een ontvanger":
      | Het adres is gewijzigd |
    En leest "Anna" in het document "Kennisgeving aan een ontvanger" niet:
      | Nieuwstraat |
    Als "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ziet "Bram" van de zaak:
      | Adres | Nieuwstraat 2, Noordstad |
    En ziet "Bram" de zaak niet in fase "Verzoek van de betrokkene"

  @R20
  Scenario: Verzet de veiligheid zich, dan blijft de vertegenwoordiger erbuiten
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Rectificatie |
      | Ingediend door       | Betrokkene zelf |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Vertegenwoordiger betrekken" afrondt met:
      | Veiligheid verzet zich tegen de vertegenwoordiger | ja                       |
      | Waarom de veiligheid zich verzet                  | Onveilig thuis           |
    En "Bram" de taak "Rectificatie besluiten" afrondt met:
      | Verzoek toewijzen                         | Nee                     |
      | Motivering van het besluit op het verzoek | De gegevens kloppen     |
    Dan leest "Bram" in het document "Besluit op een verzoek van de betrokkene":
      | niet toegewezen     |
      | De gegevens kloppen |

  @R18
  Scenario: De termijn van een maand kan met twee maanden worden verlengd, en dat wordt bericht
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Beperking |
      | Ingediend door       | Gemachtigde |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En er 22 dagen verstrijken
    En "Bram" de taak "Verlenging besluiten" afrondt met:
      | Termijn verlengen        | Ja               |
      | Reden van de verlenging  | Veel bronnen     |
    Dan leest "Bram" in het document "Verlenging van de termijn van een verzoek":
      | met twee maanden |
      | Veel bronnen     |
    En heeft "Bram" meer dan 60 dagen voor de taak "Beperking besluiten"
    Als "Bram" de taak "Beperking besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                        |
      | Motivering van het besluit op het verzoek | De juistheid is betwist   |
      | Mededeling aan de ontvangers              | Gebruik de gegevens niet  |
    En "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ziet "Bram" de zaak in fase "Verwerking beperkt"
    Als "Bram" de taak "Beperking opheffen" afrondt met:
      | Reden om de beperking op te heffen | De gegevens zijn nagegaan |
    Dan leest "Bram" in het document "Opheffing van een beperking":
      | De gegevens zijn nagegaan |

  @R18
  Abstract Scenario: Een verlenging geeft ook de open taak van een ander verzoek een latere datum
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | <verzoek>   |
      | Ingediend door       | Gemachtigde |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik wil weten wat er staat |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En er 22 dagen verstrijken
    En "Bram" de taak "Verlenging besluiten" afrondt met:
      | Termijn verlengen        | Ja               |
      | Reden van de verlenging  | Veel bronnen     |
    Dan heeft "Bram" meer dan 60 dagen voor de taak "<taak>"

    Voorbeelden:
      | verzoek      | taak                    |
      | Inzage       | Inzage voorbereiden     |
      | Rectificatie | Rectificatie besluiten  |
      | Bezwaar      | Bezwaar afwegen         |

  @R18
  Scenario: Zonder verlenging blijft de termijn staan
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Beperking |
      | Ingediend door       | Gemachtigde |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En er 22 dagen verstrijken
    En "Bram" de taak "Verlenging besluiten" afrondt met:
      | Termijn verlengen | Nee |
    En "Bram" de taak "Beperking besluiten" afrondt met:
      | Verzoek toewijzen                         | Nee                    |
      | Motivering van het besluit op het verzoek | Er is niets betwist    |
    Dan ziet "Bram" de zaak niet in fase "Verzoek van de betrokkene"

  @R19 @scenario-37
  Scenario: Een bezwaar wordt met de zienswijze vastgelegd en afgewogen
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Bezwaar |
      | Ingediend door       | Gemachtigde |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    Dan toont de taak "Bezwaar afwegen" aan "Bram":
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    Als "Bram" de taak "Bezwaar afwegen" afrondt met:
      | Verzoek toewijzen                         | Nee                        |
      | Motivering van het besluit op het verzoek | Dwingende gronden          |
    Dan ziet "Bram" de zaak niet in fase "Verzoek van de betrokkene"
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek        | Bezwaar |
      | Ingediend door       | Gemachtigde |
      | Verzoek ontvangen op | nu |
      | Verzoek en zienswijze | Ik ben het er niet mee eens |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Bezwaar afwegen" afrondt met:
      | Verzoek toewijzen                         | Ja                         |
      | Motivering van het besluit op het verzoek | Geen dwingende gronden     |
      | Mededeling aan de ontvangers              | De verwerking stopt        |
    En "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ziet "Bram" de zaak niet in fase "Verzoek van de betrokkene"

  Scenario: Een verzoek dat niet behandeld wordt, krijgt een reden; alleen het huis voert een verzoek in
    Als "Anna" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage          |
      | Ingediend door        | Betrokkene zelf |
      | Verzoek ontvangen op  | nu              |
      | Verzoek en zienswijze | Alles           |
    Dan heeft "Bram" geen taak "Verzoek beoordelen"
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage      |
      | Ingediend door        | Gemachtigde |
      | Verzoek ontvangen op  | nu          |
      | Verzoek en zienswijze | Alles       |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | nee |
      | Verzoek in behandeling | Ja  |
    Dan wordt dat geweigerd omdat "required"
    Als "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Verzoek in behandeling               | Nee                     |
      | Reden om het verzoek niet te behandelen | Geen machtiging getoond |
    Dan leest "Bram" in het document "Besluit op een verzoek van de betrokkene":
      | niet toegewezen         |
      | Geen machtiging getoond |

  @R18 @R19 @R20 @scenario-12
  Scenario: Wie in het huishouden iets vraagt ziet het eigen deel, en van de anderen niets
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Lot Bedacht                       |
      | Geboortedatum                             | 1988-03-02                        |
      | Adres                                     | Voorbeeldstraat 9, Noordstad      |
      | Huishouden 1: Naam huisgenoot             | Jan Bedacht                       |
      | Huishouden 1: Geboortedatum huisgenoot    | 1986-01-30                        |
      | Huishouden 1: Relatie tot betrokkene      | Partner                           |
      | Huishouden 2: Naam huisgenoot             | Jan Bedacht                       |
      | Huishouden 2: Geboortedatum huisgenoot    | 2016-07-08                        |
      | Huishouden 2: Relatie tot betrokkene      | Kind                              |
      | Reden van aanmelding                      | Lot drinkt weer                   |
      | Doel van het casusoverleg                 | Rust voor het gezin               |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    En "Yvonne" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage               |
      | Ingediend door        | Betrokkene zelf      |
      | Verzoek ontvangen op  | nu                   |
      | Verzoek en zienswijze | Wat staat er over mij? |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    Dan wordt dat geweigerd omdat "required"
    Als "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Het verzoek gaat over  | Jan Bedacht, 2016-07-08 |
      | Identiteit vastgesteld | ja                      |
      | Verzoek in behandeling | Ja                      |
    Dan toont de taak "Vertegenwoordiger betrekken" aan "Bram":
      | Wie het verzoek doet | Jan Bedacht |
    Als "Bram" de taak "Vertegenwoordiger betrekken" afrondt met:
      | Wettelijk vertegenwoordiger | Oma Bedacht |
    En "Bram" de taak "Inzage voorbereiden" afrondt
    Dan leest "Bram" in het document "Overzicht van gegevens bij inzage":
      | Aan Jan Bedacht                      |
      | Naam huisgenoot 2 Jan Bedacht        |
      | Geboortedatum huisgenoot 2 2016-07-08 |
      | Naam huisgenoot 1 (afgeschermd)      |
      | Naam (afgeschermd)                   |
      | Rust voor het gezin                  |
    En leest "Bram" in het document "Overzicht van gegevens bij inzage" niet:
      | Lot        |
      | 1986-01-30 |
      | 1988-03-02 |
      | drinkt     |
    Als "Doutzen" de taak "Overzicht controleren" afrondt met:
      | Overzicht vrijgeven | Ja |
    En "Bram" de taak "Inzage verstrekken" afrondt met:
      | Inzage verstrekt op   | nu        |
      | Wijze van verstrekken | Aan loket |
    En "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Rectificatie           |
      | Ingediend door        | Betrokkene zelf        |
      | Verzoek ontvangen op  | nu                     |
      | Verzoek en zienswijze | Ik heet geen Bedacht   |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Het verzoek gaat over  | Jan Bedacht, 1986-01-30 |
      | Identiteit vastgesteld | ja                      |
      | Verzoek in behandeling | Ja                      |
    En "Bram" de taak "Rectificatie besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                   |
      | Motivering van het besluit op het verzoek | Zo staat het in zijn paspoort |
      | Mededeling aan de ontvangers              | Een naam is verbeterd |
      | Naam                                      | Jan Verzint          |
    En "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ziet "Bram" van de zaak:
      | Naam                                   | Lot Bedacht |
      | Huishouden 1: Naam huisgenoot          | Jan Verzint |
      | Huishouden 1: Relatie tot betrokkene   | Partner     |
      | Huishouden 2: Naam huisgenoot          | Jan Bedacht |

  @R18 @R19 @R24
  Scenario: Ook na afsluiting heeft de betrokkene rechten, zolang het huis de gegevens bewaart
    Als "Bram" de taak "Noodzakelijke partners bepalen" afrondt met:
      | Noodzakelijke partners 1: Partner                   | ggz-noord          |
      | Noodzakelijke partners 1: Waarom noodzakelijk       | Kent de betrokkene |
      | Noodzakelijke partners 1: Vraag aan de partner      | Welke zorg is er?  |
      | Noodzakelijke partners 1: Onmisbaar bij het overleg | ja                 |
    En "Carla" de taak "Informatieverzoek beantwoorden" afrondt met:
      | Antwoord       | Gegevens             |
      | Informatie     | Regelmatig gesproken |
      | Zorginformatie | Behandeling loopt    |
    En "Bram" de taak "Casusoverleg plannen" afrondt met:
      | Uitgenodigde partners | ggz-noord      |
      | Datum                 | over 7 dagen   |
      | Tijd                  | 10:00          |
      | Plaats                | Overlegkamer 1 |
    En "Carla" de taak "Uitnodiging beantwoorden" afrondt met:
      | Reactie | Komt |
    En "Bram" de taak "Casusoverleg: beeld" afrondt met:
      | Aanwezig                | GGZ                   |
      | Geheimhouding bevestigd | Ja, door iedereen     |
      | Beeld                   | Meervoudige problemen |
    En "Bram" de taak "Casusoverleg: oordeel" afrondt met:
      | Oordeel | Regulier kan het aan |
    En "Bram" de taak "Casusoverleg: besluit" afrondt met:
      | Besluit van het casusoverleg    | Geen meerwaarde |
      | Motivering van het casusoverleg | Besproken       |
    En "Bram" de taak "Besluitenlijst vaststellen" afrondt met:
      | Besluitenlijst | Terug naar de aanmelder |
    En "Carla" de taak "Besluitenlijst controleren" afrondt met:
      | Bezwaar | Nee |
    En "Anna" de taak "Terugkoppeling lezen" afrondt
    Dan eindigt de zaak als "Terug naar de aanmelder"
    En ziet "Bram" de zaak niet
    Als "Anna" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage          |
      | Ingediend door        | Betrokkene zelf |
      | Verzoek ontvangen op  | nu              |
      | Verzoek en zienswijze | Alles           |
    Dan heeft "Bram" geen taak "Verzoek beoordelen"
    Als "Yvonne" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage                      |
      | Ingediend door        | Wettelijk vertegenwoordiger |
      | Verzoek ontvangen op  | nu                          |
      | Verzoek en zienswijze | Wat staat er?               |
    Dan ziet "Bram" de zaak niet
    Als "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    Dan ziet "Bram" de zaak in fase "Verzoek van de betrokkene"
    En ziet "Bram" bij de zaak de termijn "Verzoek van de betrokkene beantwoorden" met bron "AVG, artikel 12, derde lid"
    En ziet "Anna" de zaak niet
    En ziet "Doutzen" de zaak niet
    Als "Bram" de taak "Inzage voorbereiden" afrondt
    En "Carla" de taak "Inzage afstemmen" afrondt met:
      | Eigen gegevens ter inzage | Ja |
    Dan leest "Bram" in het document "Overzicht van gegevens bij inzage":
      | Overlast, schulden |
      | Behandeling loopt  |
      | (afgeschermd)      |
    Als "Doutzen" de taak "Overzicht controleren" afrondt met:
      | Overzicht vrijgeven | Ja |
    En "Bram" de taak "Inzage verstrekken" afrondt met:
      | Inzage verstrekt op   | nu        |
      | Wijze van verstrekken | Aan loket |
    Dan eindigt de zaak als "Terug naar de aanmelder"
    En ziet "Bram" de zaak niet
    En ziet "Carla" de zaak niet
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Rectificatie                |
      | Ingediend door        | Wettelijk vertegenwoordiger |
      | Verzoek ontvangen op  | nu                          |
      | Verzoek en zienswijze | Het adres was al oud        |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    En "Bram" de taak "Rectificatie besluiten" afrondt met:
      | Verzoek toewijzen                         | Ja                       |
      | Motivering van het besluit op het verzoek | Het adres was oud        |
      | Mededeling aan de ontvangers              | Het adres is gewijzigd   |
      | Adres                                     | Nieuwstraat 2, Noordstad |
    Dan leest "Bram" in het document "Besluit op een verzoek van de betrokkene":
      | Het adres was oud |
    Als "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    En "Bram" de taak "Ontvanger informeren" afrondt met:
      | Ontvanger geïnformeerd op | nu |
    Dan ziet "Bram" de zaak niet
    Als er 80 dagen verstrijken
    En "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Bezwaar                     |
      | Ingediend door        | Wettelijk vertegenwoordiger |
      | Verzoek ontvangen op  | nu                          |
      | Verzoek en zienswijze | Ik wil hier niet in staan   |
    En er 20 dagen verstrijken
    Dan heeft "Bram" de taak "Verzoek beoordelen"
    En heeft "Egbert" buiten de zaak de taak "Uitgestelde vernietiging beoordelen"
    Als "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Identiteit vastgesteld | ja |
      | Verzoek in behandeling | Ja |
    Dan toont de taak "Bezwaar afwegen" aan "Bram":
      | Verzoek en zienswijze | Ik wil hier niet in staan |
    En ziet "Bram" van de zaak:
      | Adres | Nieuwstraat 2, Noordstad |
    Als "Bram" de taak "Bezwaar afwegen" afrondt met:
      | Verzoek toewijzen                         | Nee               |
      | Motivering van het besluit op het verzoek | Dwingende gronden |
    En er 1 dag verstrijkt
    Dan is de zaak vernietigd
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage                      |
      | Ingediend door        | Wettelijk vertegenwoordiger |
      | Verzoek ontvangen op  | nu                          |
      | Verzoek en zienswijze | Wat staat er nu nog?        |
    Dan heeft "Bram" geen taak "Verzoek beoordelen"

  @R32
  Scenario: Een datalek wordt binnen 72 uur gemeld; bij hoog risico hoort de betrokkene het
    Als "Bram" het bericht "datalek" stuurt met:
      | Wat is er gebeurd met de gegevens | Brief verkeerd bezorgd |
      | Datalek ontdekt op                | nu                     |
    Dan moet "Yvonne" de taak "Datalek melden bij de AP" binnen 72 uur afronden
    Als er 73 uur verstrijken
    En "Egbert" de taak "Late melding verantwoorden" afrondt met:
      | Reden van vertraging en afspraak | Pas na onderzoek duidelijk |
    En "Yvonne" de taak "Datalek melden bij de AP" afrondt met:
      | Risico voor de betrokkene     | Hoog risico      |
      | Kenmerk van de melding bij de AP | AP-2026-1     |
      | Afweging                      | Gezondheidsgegevens |
      | Wat de betrokkene zelf kan doen | Let op post    |
    Dan leest "Bram" in het document "Mededeling van een datalek":
      | Brief verkeerd bezorgd |
      | Let op post            |
    Als "Bram" de taak "Betrokkene over datalek informeren" afrondt met:
      | Betrokkene over het datalek geïnformeerd op | nu |
    En "Yvonne" het bericht "datalek" stuurt met:
      | Wat is er gebeurd met de gegevens | Mail aan collega |
      | Datalek ontdekt op                | nu               |
    En "Yvonne" de taak "Datalek melden bij de AP" afrondt met:
      | Risico voor de betrokkene | Geen     |
      | Afweging                  | Hersteld |
    Dan heeft "Bram" geen taak "Betrokkene over datalek informeren"
