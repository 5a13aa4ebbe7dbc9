// Who can sign in to the demo: read from what `seloste demo` printed at its start.
//
// A sign-in is a line with an e-mail address and, right after it, a password.
import { readFileSync } from "node:fs";

export interface SignIn {
  email: string;
  password: string;
}

/** Reads the sign-ins out of the demo's words. */
export function readSignIns(text: string): SignIn[] {
  const found: SignIn[] = [];
  for (const line of text.split("\n")) {
    const match = /(\S+@\S+\.\w+)[\s|:,]+(\S+)/.exec(line);
    if (match?.[1] && match[2]) {
      found.push({ email: match[1], password: match[2] });
    }
  }
  return found;
}

/** The sign-in whose address begins so, such as `clerk`. */
export function signIn(name: string): SignIn {
  const path = process.env["DEMO_OUTPUT"];
  if (!path) {
    throw new Error("DEMO_OUTPUT is not set: run the stories with `cargo xtask test`");
  }
  const all = readSignIns(readFileSync(path, "utf8"));
  const one = all.find((signIn) => signIn.email.startsWith(name));
  if (!one) {
    const names = all.map((signIn) => signIn.email).join(", ");
    throw new Error(`the demo has no sign-in ${name}; it has: ${names}`);
  }
  return one;
}
