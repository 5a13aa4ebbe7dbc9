# Tags: what customers are marked with.

tags-menu = Etiketter
tags-one = Etikett
tags-title = Etiketter
tags-help = Med en etikett märks kunder som hör ihop. Uppgiften om vem som har etiketten är krypterad och försvinner med kundens övriga uppgifter.
tags-name = Namn
tags-name-hint = Namnet ses av alla som får se etiketter. Skriv inte någons namn i det och inget om hälsa, övertygelse eller annat känsligt.
tags-add = Lägg till etikett
tags-none = Det finns inga etiketter ännu. Lägg till den första ovan.
tags-change = Ändra
tags-deeds = Ändra
tags-end = Ta ur bruk
tags-ended = ur bruk
tags-reopen = Ta i bruk
tags-of-customer = Kundens etiketter
tags-none-of-customer = Kunden har inga etiketter.
tags-none-left = Det finns inga andra etiketter.
tags-put = Ge kunden en etikett
tags-put-do = Lägg till
tags-take = Ta bort
done-tag-put = Etiketten har lagts till.
done-tag-taken = Etiketten har tagits bort från kunden.
error-tags-name = Ge etiketten ett namn på högst 40 tecken.
error-tags-taken = Det finns redan en etikett med det namnet. Ge ett annat namn.
error-tags-too-many = Det finns redan 200 etiketter. Döp om någon av de gamla.
error-tags-ended = Etiketten har tagits ur bruk. Välj en annan.
