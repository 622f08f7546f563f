# language: nl
Functionaliteit: Verantwoord in gebruik
  Wie de dienst voor echte mensen gebruikt, heeft de gevolgen voor hen beoordeeld en laat alleen binnen wie zich bewijst.

  Achtergrond:
    Gegeven een huis de dienst voor echte mensen gebruikt

  @R31
  Scenario: Een zaaktype komt pas in gebruik met een verwijzing naar de DPIA, en die blijft staan
    Als de ontwerper een zaaktype in gebruik neemt zonder DPIA
    Dan wordt dat geweigerd omdat "dpia"
    En kent de dienst geen zaaktypen
    Als de ontwerper een zaaktype in gebruik neemt met DPIA "DPIA 2026-7"
    Dan kent de dienst 1 zaaktype
    Als de ontwerper de DPIA uit het manifest haalt
    Dan wordt dat geweigerd omdat "dpia"

  @R33
  Scenario: Wie inlogt bewijst zich met twee factoren, en hoort bij een organisatie
    Als "Bram" inlogt met wachtwoord
    Dan wordt dat geweigerd omdat "two-factors-needed"
    Als "Bram" inlogt met wachtwoord en pincode
    Dan wordt dat geweigerd omdat "two-factors-needed"
    Als "Bram" inlogt zonder dat een organisatie voor hem instaat
    Dan wordt dat geweigerd omdat "organisation"
    Als "Bram" inlogt met wachtwoord en code
    Dan komt "Bram" binnen
    En zijn er geen verzonnen mensen of tokens
