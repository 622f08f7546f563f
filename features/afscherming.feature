# language: nl
Functionaliteit: Niemand ziet meer dan de casus vraagt
  Wat geen verklaring opent, blijft dicht: in elk antwoord, elke lijst en elke zoekvraag.

  @R7 @R13 @scenario-18
  Scenario: Een treffer in een ander huis toont alleen met wie te overleggen
    Gegeven het wordt maandag 09:00
    En "Roos" meldt een "casus" aan met:
      | Naam                                      | Zoë de Wit               |
      | Geboortedatum                             | 1990-05-17               |
      | Burgerservicenummer                       | 999990019                |
      | Adres                                     | Voorbeeldlaan 2          |
      | Reden van aanmelding                      | Overlast en schulden     |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak  |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, niet voldoende |
      | Betrokkene geïnformeerd                   | Ja                       |
    Als "Bram" ook in andere huizen een zaak zoekt met:
      | Naam          | ZOE  DE WIT |
      | Geboortedatum | 1990-05-17  |
    Dan wordt geen zaak gevonden
    En is er een treffer in huis "zuid" met contact "Bureau Zorg- en Veiligheidshuis Zuid, bureau@zvh-zuid.example"
    Als "Bram" ook in andere huizen een zaak zoekt met:
      | Burgerservicenummer | 999 990 019 |
    Dan is er een treffer in huis "zuid" met contact "Bureau Zorg- en Veiligheidshuis Zuid, bureau@zvh-zuid.example"
    Als "Bram" ook in andere huizen een zaak zoekt met:
      | Naam          | Zoë de Wit |
      | Geboortedatum | 1990-05-18 |
    Dan is er elders geen treffer
    Als "Roos" een zaak zoekt met:
      | Burgerservicenummer | 999990019 |
    Dan wordt de zaak gevonden
    Als "Sjef" een zaak zoekt met:
      | Burgerservicenummer | 999990019 |
    Dan wordt geen zaak gevonden
    Als "Anna" ook in andere huizen een zaak zoekt met:
      | Naam | Zoë de Wit |
    Dan wordt dat geweigerd omdat "other houses"
