# The first page.

today-menu = Tänään
today-title = Tänään
today-nothing = Mikään ei odota sinua juuri nyt.
today-jobs-failed = Epäonnistuneet ajot
today-given-to-oneself = Itselleen annetut roolit
job-checkpoint = Lokin allekirjoitus
job-keys-ahead = Avainten varaaminen
job-sessions = Vanhojen istuntojen siivous
job-reindex = Hakemiston täydennys
job-import-files = Vanhojen tuontitiedostojen hävitys
