# A whole register, taken out and in.

cli-passphrase = Passphrase of the package
cli-with-password = Password of the one who agrees
cli-whole-out = The register lies as a sealed package in the folder { $folder }. Make a new register with the notice { $notice } and an administrator whose address the old one does not have.
cli-whole-next = There, run seloste import register and give the same passphrase. Take the passphrase another way than the package, and destroy the package once the new register does well. The log stays with the old register.
cli-whole-in = The register is taken in: { $tables } tables, { $rows } rows, each table compared with the package.
cli-whole-anew = Something was written into the register already. Remove the folder (and the register's schemas on the server), make the register anew and try again.
error-cli-passphrase-short = The passphrase must have at least 16 characters.
error-cli-folder-not-made = The folder could not be made. Give a new name in a place where you may write.
error-vault-package-none = The file register.seloste is no package of a register. Name the folder that seloste export register made.
error-whole-unreadable = The package register.seloste could not be read in the folder. Check the name of the folder.
error-whole-other-kind = The package is not of this form. Export the register again.
error-whole-passphrase = The passphrase does not open the package, or the package was changed. Give the passphrase that the register was exported with; where it is right, export the register again.
error-whole-other-tables = The package was made by another version of Seloste. Update both to the same version and export the register again.
error-whole-differs = A table is not what was taken out. Export the register again.
error-whole-not-fresh = The register holds customers or accounts already. Take the package into a new register, made with seloste init.
error-whole-other-notice = The register was made under another notice. Make it with the file notice.toml in the folder of the package.
error-whole-address-taken = The administrator's address belongs to an account in the package. Make the register with an administrator whose address the package does not have.
error-whole-erased = Something was erased during the export, so the package was left unfinished and was destroyed. Export the register again.
error-whole-damaged = The package register.seloste is damaged or cut short. Copy it again from where it was exported to; if it is damaged there too, export the register again.
