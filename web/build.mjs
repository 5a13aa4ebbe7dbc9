// Builds what the pages are dressed in: node build.mjs WEB TEMPLATES TO
//
// One style from Tabler and our own, without the rules that no template can use; one script from
// htmx and our own; the icon. Each is written plain, with gzip and with brotli, under a name that
// holds its digest, so that a browser may keep it for ever. The list of them is TO/files.txt, one line for each.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const [web, templates, to] = process.argv.slice(2);
const packages = join(import.meta.dirname, "node_modules");

/** Every template, and the script: whatever can put a class on a page. */
function pages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function style() {
  const compiled = sass.compile(join(web, "style", "seloste.scss"), {
    loadPaths: [packages],
    logger: sass.Logger.silent,
  });
  const [purged] = await new PurgeCSS().purge({
    content: [...pages(templates), ...pages(join(web, "script"))],
    css: [{ raw: compiled.css }],
    variables: true,
    keyframes: true,
    fontFace: true,
    safelist: { standard: [/^:/, /^\[data-/, "html", "body", "dialog", "progress"] },
  });
  const small = await transform(purged.css, { loader: "css", minify: true, legalComments: "eof" });
  return Buffer.from(small.code);
}

async function script() {
  const built = await build({
    entryPoints: [join(web, "script", "seloste.js")],
    nodePaths: [packages],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "eof",
    write: false,
  });
  return Buffer.from(built.outputFiles[0].contents);
}

const made = [
  ["seloste", "css", "text/css; charset=utf-8", await style()],
  ["seloste", "js", "text/javascript; charset=utf-8", await script()],
  ["icon", "svg", "image/svg+xml", readFileSync(join(web, "icon.svg"))],
];

mkdirSync(to, { recursive: true });
const files = made.map(([stem, ending, kind, content]) => {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const name = `${stem}-${digest}.${ending}`;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(join(to, name), content);
  writeFileSync(join(to, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(to, `${name}.br`), brotliCompressSync(content, best));
  return { stem, ending, kind, name };
});
writeFileSync(
  join(to, "files.txt"),
  files.map(({ stem, ending, kind, name }) => [stem, ending, kind, name].join("\t")).join("\n"),
);
