# The page that says how accessible the program is.

accessibility-title = Tillgänglighet
accessibility-aim = Målet är att alla ska kunna använda varje sida: WCAG 2.2, nivåerna A och AA. Här berättas hur det har gjorts, hur det har konstaterats och vad som veterligen saknas.
accessibility-how = Hur sidorna fungerar
accessibility-keys = Allt fungerar med enbart tangentbord, och fokus syns alltid. Tangenterna räknas upp bakom frågetecknet.
accessibility-scripts = Allt fungerar också utan skript. Med dem svarar sökningen medan man skriver och importens framsteg syns av sig självt.
accessibility-zoom = Sidorna ryms på 360 pixlars bredd och kan förstoras till 200 procent utan att något försvinner.
accessibility-look = Ljust och mörkt utseende samt hög kontrast följer webbläsarens inställning; ljust eller mörkt kan också väljas på det egna kontot.
accessibility-words = Läget sägs med ord och inte enbart med färg, och ett fel berättar vad man ska göra.
accessibility-tested = Hur det har konstaterats
accessibility-tested-how = För varje utgåva går en riktig webbläsare igenom sidorna med axe-core, ljust och mörkt, samt med tangentbord och på en telefons bredd.
accessibility-known = Vad som saknas
accessibility-known-pdf = PDF-filerna är PDF/A, där strukturen inte är märkt för skärmläsare; samma innehåll finns som webbsida.
accessibility-known-people = Ingen som dagligen använder skärmläsare har ännu bedömt programmet.
accessibility-tell = Om något inte fungerar
accessibility-tell-to = Berätta om det till { $address }.
accessibility-tell-controller = Berätta om det för den personuppgiftsansvarige; kontaktuppgifterna finns i integritetsbeskrivningen.
accessibility-known-keys = Tangenterna med ett enda tecken (n, j, k, / och ?) kan inte stängas av; de fungerar bara utanför fälten.
