# language: nl
Functionaliteit: Bewaren en vernietigen
  Een casus wordt niet langer bewaard dan mag. Wie dat moet, kan de vernietiging uitstellen, de bewaring verlengen of
  een casus eerder laten vernietigen. Wat vernietigd is, komt niet terug.

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

  @R24 @R25 @scenario-64
  Scenario: Zolang de vernietiging is uitgesteld, wacht zij, en het huis hoort dat de datum er is
    Als "Bram" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage          |
      | Ingediend door        | Betrokkene zelf |
      | Verzoek ontvangen op  | nu              |
      | Verzoek en zienswijze | Wat staat er?   |
    En "Anna" het bericht "intrekking" stuurt met:
      | Reden van intrekking | De betrokkene is verhuisd |
    En er 3 dagen verstrijken
    Dan eindigt de zaak als "Ingetrokken"
    En heeft "Bram" de taak "Verzoek beoordelen"
    Als "Egbert" de vernietiging van de zaak uitstelt omdat "Er komt een klacht"
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Verzoek in behandeling                  | Nee               |
      | Reden om het verzoek niet te behandelen | Trekt het weer in |
    En er 3 dagen verstrijken
    Dan eindigt de zaak als "Ingetrokken"
    En heeft "Egbert" buiten de zaak de taak "Uitgestelde vernietiging beoordelen"
    Als "Egbert" de zaak laat vernietigen omdat "Het verzoek is afgehandeld"
    Dan wordt dat geweigerd omdat "case-held"
    Als "Egbert" buiten de zaak de taak "Uitgestelde vernietiging beoordelen" afrondt met:
      | Wat ermee gebeurt | Het verzoek is afgehandeld, het uitstel kan eraf |
    En er 1 dag verstrijkt
    En "Egbert" het uitstel van vernietiging opheft
    Dan is de zaak vernietigd
    En ziet "Zeno" een bewijs van vernietiging op grond van "term"

  @R25
  Scenario: Twee mensen laten een casus vernietigen, en er blijft een bewijs zonder persoonsgegevens
    Als "Anna" de zaak laat vernietigen omdat "Dat mag zij niet"
    Dan wordt dat geweigerd omdat "role-needed"
    Als "Bram" de zaak laat vernietigen omdat "Onrechtmatig verwerkt"
    En "Bram" de zaak laat vernietigen omdat "Onrechtmatig verwerkt"
    Dan wordt dat geweigerd omdat "same-person"
    En heeft "Bram" de taak "Aanmelding controleren"
    Als "Marieke" ook in andere huizen een zaak zoekt met:
      | Naam          | Sam Verzonnen |
      | Geboortedatum | 1990-05-17    |
    Dan is er een treffer in huis "noord" met contact "Bureau Zorg- en Veiligheidshuis Noord, bureau@zvh-noord.example"
    Als "Egbert" de zaak laat vernietigen omdat "Onrechtmatig verwerkt"
    Dan is de zaak vernietigd
    Als "Marieke" ook in andere huizen een zaak zoekt met:
      | Naam          | Sam Verzonnen |
      | Geboortedatum | 1990-05-17    |
    Dan is er elders geen treffer
    En ziet "Zeno" een bewijs van vernietiging op grond van "decision"

  @R23 @R26
  Scenario: De uiterste bewaartermijn loopt vanaf de eerste dag, per casus, en alleen de stuurgroep verlengt
    Dan ziet "Bram" dat de zaak uiterlijk "over 1826 dagen" wordt vernietigd
    Als er 30 dagen verstrijken
    Dan ziet "Bram" dat de zaak uiterlijk "over 1796 dagen" wordt vernietigd
    Als "Egbert" de zaak 6 jaar langer bewaart omdat "De dreiging duurt voort"
    Dan wordt dat geweigerd omdat "role-needed"
    Als "Matthijs" de zaak 6 jaar langer bewaart omdat "De dreiging duurt voort"
    Dan ziet "Bram" dat de zaak uiterlijk "over 2196 dagen" wordt vernietigd
    Als "Anna" een "casus" aanmeldt met:
      | Naam                                      | Sam Verzonnen                     |
      | Geboortedatum                             | 1990-05-17                        |
      | Adres                                     | Voorbeeldstraat 1, Noordstad      |
      | Reden van aanmelding                      | Overlast, schulden en zorgmijding |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak           |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder        |
      | Betrokkene geïnformeerd                   | Ja                                |
    Dan ziet "Bram" dat de zaak uiterlijk "over 1826 dagen" wordt vernietigd

  @R23
  Scenario: Een casus die langer loopt dan mag, komt onder de aandacht
    Als er 6 jaar verstrijken
    Dan heeft "Egbert" buiten de zaak de taak "Casus sluiten of bewaring verlengen"
    Als "Egbert" buiten de zaak de taak "Casus sluiten of bewaring verlengen" afrondt met:
      | Wat ermee gebeurt | De stuurgroep wordt om verlenging gevraagd |
    Dan heeft "Bram" de taak "Aanmelding controleren"
