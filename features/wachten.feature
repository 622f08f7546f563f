# language: nl
Functionaliteit: Wachten op de triage

  Scenario: Na twee weken zonder besluit hoort de manager ervan
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen              |
      | Geboortedatum                             | 1990-05-17                 |
      | Adres                                     | Voorbeeldstraat 1          |
      | Reden van aanmelding                      | Overlast en schulden       |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak    |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder |
      | Betrokkene geïnformeerd                   | Ja                         |
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    En er 2 weken verstrijken
    Dan heeft "Egbert" de taak "Triage versnellen"
    En ziet "Egbert" de zaak niet
