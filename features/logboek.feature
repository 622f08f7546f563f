# language: nl
Functionaliteit: Het logboek
  Wie een casus leest, zoekt, wijzigt of wordt geweigerd, staat in een logboek dat alleen de auditor leest en niemand wijzigt.

  Achtergrond:
    Gegeven het wordt maandag 09:00
    En "Anna" meldt een "casus" aan met:
      | Naam                                      | Sam Verzonnen           |
      | Geboortedatum                             | 1990-05-17              |
      | Burgerservicenummer                       | 999990019               |
      | Adres                                     | Voorbeeldstraat 1, Noordstad |
      | Reden van aanmelding                      | Overlast en schulden    |
      | Doel van het casusoverleg                 | Eén gezamenlijke aanpak |
      | Ingezette hulp en waarom die tekortschiet | Wijkteam, komt niet verder |
      | Betrokkene geïnformeerd                   | Ja                      |

  @R1 @R27 @R28
  Scenario: Elke handeling en elke weigering staat in het logboek, zonder inhoud
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    Dan ziet "Anna" de zaak in fase "Triage"
    En ziet "Carla" de zaak niet
    En leest "Zeno" in het logboek van de zaak:
      | wie   | handeling | geweigerd | categorieën             | doel           |
      | anna  | change    | nee       | bsn, identity, ordinary | case-direction |
      | bram  | change    | nee       | ordinary                | case-direction |
      | anna  | read      | nee       | bsn, identity, ordinary | case-direction |
      | carla | read      | ja        |                         | case-direction |
    En staat in dat logboek nergens "Sam Verzonnen", "999990019" of "Overlast"
    Als "Bram" het logboek van de zaak opvraagt
    Dan wordt dat geweigerd omdat "auditor"

  @R27 @R28
  Scenario: Wie een brief als bestand meeneemt, om te bewaren of af te drukken, staat in het logboek
    Als "Bram" de taak "Aanmelding controleren" afrondt met:
      | Aanmelding volledig | Ja |
    En "Yvonne" het bericht "rechtenverzoek" stuurt met:
      | Soort verzoek         | Inzage          |
      | Ingediend door        | Gemachtigde     |
      | Verzoek ontvangen op  | nu              |
      | Verzoek en zienswijze | Wat staat er?   |
    En "Bram" de taak "Verzoek beoordelen" afrondt met:
      | Verzoek in behandeling                  | Nee                     |
      | Reden om het verzoek niet te behandelen | Geen machtiging getoond |
    Dan leest "Bram" in het document "Besluit op een verzoek van de betrokkene":
      | Geen machtiging getoond |
    En heeft "Carla" geen document "Besluit op een verzoek van de betrokkene"
    En leest "Zeno" in het logboek van de zaak:
      | wie   | handeling | geweigerd | categorieën        | doel           |
      | bram  | export    | nee       | identity, ordinary | case-direction |
      | carla | read      | ja        |                    | case-direction |
    En staat in dat logboek nergens "Sam Verzonnen" of "machtiging"

  @R15 @R29 @scenario-66
  Scenario: Noodtoegang opent een casus voor even, en de functionaris gegevensbescherming hoort het
    Dan ziet "Egbert" de zaak niet
    Als "Egbert" noodtoegang neemt zonder reden
    Dan wordt dat geweigerd omdat "reason"
    Als "Carla" noodtoegang neemt omdat "Nieuwsgierig"
    Dan wordt dat geweigerd omdat "nothing here"
    Als "Egbert" noodtoegang neemt omdat "De procesregisseur is ziek en er dreigt gevaar"
    Dan ziet "Egbert" van de zaak:
      | Naam                 | Sam Verzonnen        |
      | Reden van aanmelding | Overlast en schulden |
      | Burgerservicenummer  |                      |
    En hoort "Yvonne" binnen 1 werkdag van de noodtoegang van "Egbert" omdat "De procesregisseur is ziek en er dreigt gevaar"
    En beoordeelt "Yvonne" de noodtoegang met:
      | Oordeel over de noodtoegang | Terecht          |
      | Toelichting op het oordeel  | Gevaar was acuut |
    Als er 8 uur verstrijken
    Dan ziet "Egbert" de zaak niet
    En ziet "Zeno" in de steekproef van deze maand "emergency-access" van "Egbert"
