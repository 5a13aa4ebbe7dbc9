# Moving to a server.

cli-moved = The register is on the server: { $tables } tables, { $rows } rows, each of them compared.
cli-moved-back = The former files are as they were in the folder { $folder }. To go back before anything was changed: put them back into the data folder and take the line postgres out of seloste.toml. Once the server does well, destroy them.
error-folder-moving = The register is being moved to a server, or that broke off. Run seloste move again with the same address. To give it up, where seloste.toml names no server, remove the file moving from the folder.
error-folder-moved-away = The register was moved to a server, but seloste.toml names none. Write the line postgres there, or go back: put the files of the folder moved back into the data folder.
error-move-on-server = The register is on a server already.
error-move-address = Give the address of the server as postgres://user@host/database.
error-move-in-use = Another program has the register open. Stop seloste serve and try again.
error-move-otherwhere = An earlier move to another server broke off. Give the same address as then.
error-store-copy-in-use = The server holds something else than the beginning of this very move. Give an empty database, or empty its schemas seloste_register, seloste_index and seloste_trail.
error-store-copy-differs = What was copied to the server is not what is in the files. Nothing was switched. Empty the schemas on the server and try again.
