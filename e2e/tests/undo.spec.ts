// What was just done is taken back by one press, also by keyboard; what is wrong has the focus.
import { expect, test } from "@playwright/test";

import { enter } from "../support/enter.ts";

test("a note written by mistake is taken back with a key", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(4).getByRole("link").click();
  const notes = page.locator("section", { has: page.getByRole("heading", { name: "Muistiinpanot" }) });
  await notes.getByRole("textbox").fill("Väärän asiakkaan asia");
  await notes.getByRole("button", { name: "Lisää muistiinpano" }).click();
  await expect(page.getByRole("status")).toContainText("Tallennettu");
  await expect(notes).toContainText("Väärän asiakkaan asia");
  await page.keyboard.press("u");
  await expect(page.getByRole("status")).toContainText("Peruttu");
  await expect(notes).not.toContainText("Väärän asiakkaan asia");
  // Told once: a reload says nothing and offers nothing.
  await page.reload();
  await expect(page.getByRole("status")).toHaveCount(0);
});

test("a wrong telephone number is told at its field, which has the focus", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(5).getByRole("link").click();
  await page.getByText("Lisää yhteystieto").first().click();
  await page.locator("#contact-phone").fill("puhelin");
  await page.getByRole("button", { name: "Lisää yhteystieto" }).click();
  const phone = page.locator("#contact-phone");
  await expect(phone).toBeFocused();
  await expect(phone).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#contact-phone-error")).toBeVisible();
  await expect(phone).toHaveValue("puhelin");
  await expect(phone).toBeInViewport();
  await expect(page.locator("nav.tabs [aria-current]")).toHaveText("Asiakas");
});

test("a telephone number is changed in one form and taken back in one press", async ({ page }) => {
  await enter(page, "clerk");
  await page.goto("/customers");
  await page.locator("tbody tr").nth(7).getByRole("link").first().click();
  await page.getByText("Lisää yhteystieto").first().click();
  await page.locator("#contact-phone").fill("040 765 8642");
  await page.getByRole("button", { name: "Lisää yhteystieto" }).click();
  const contacts = page.locator("section", { has: page.getByRole("heading", { name: "Yhteystiedot" }) });
  await contacts.getByLabel(/^Muuta: .*765 ?8642/).click();
  const phone = contacts.locator("details[open] input[name=phone]");
  await expect(phone).toHaveValue(/8642$/);
  await phone.fill("050 123 9876");
  await contacts.locator("details[open]").getByRole("button", { name: "Muuta" }).click();
  await expect(contacts).toContainText("9876");
  await expect(contacts).not.toContainText("8642");
  await page.getByRole("button", { name: "Kumoa" }).click();
  await expect(contacts).toContainText("8642");
  await expect(contacts).not.toContainText("9876");
});
