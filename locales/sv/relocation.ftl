# Moving to a server.

cli-moved = Registret finns på servern: { $tables } tabeller, { $rows } rader, var och en jämförd.
cli-moved-back = De tidigare filerna finns oförändrade i mappen { $folder }. För att återgå innan något har ändrats: flytta dem tillbaka till datamappen och ta bort raden postgres ur seloste.toml. Förstör dem när servern fungerar.
error-folder-moving = Registret flyttas till en server, eller så avbröts flytten. Kör seloste move igen med samma adress. Om du vill avstå från flytten och seloste.toml inte nämner någon server, ta bort filen moving ur mappen.
error-folder-moved-away = Registret har flyttats till en server, men seloste.toml nämner ingen server. Skriv raden postgres där, eller återgå: flytta filerna i mappen moved tillbaka till datamappen.
error-move-on-server = Registret finns redan på en server.
error-move-address = Ange serverns adress i formen postgres://användare@maskin/databas.
error-move-in-use = Ett annat program använder registret. Stoppa seloste serve och försök igen.
error-move-otherwhere = En tidigare flytt till en annan server avbröts. Ange samma adress som då.
error-store-copy-in-use = På servern finns redan något annat än början av den här flytten. Ange en tom databas eller töm dess scheman seloste_register, seloste_index och seloste_trail.
error-store-copy-differs = Det som kopierades till servern är inte detsamma som i filerna. Inget byttes. Töm serverns scheman och försök igen.
