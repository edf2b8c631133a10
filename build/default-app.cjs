'use strict';
/*
 * Stands in for Electron's own default_app in the runtime that build/electron-runtime.mjs unpacks: starts the
 * application whose folder is the first plain argument, after the modules named by -r (Playwright uses that).
 */
const { app } = require('electron');
const Module = require('node:module');
const path = require('node:path');
const fs = require('node:fs');

const given = process.argv.slice(1);
const preloaded = [];
let folder;
for (let i = 0; i < given.length; i++) {
  const argument = given[i];
  if (argument === '-v' || argument === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  }
  if (argument === '-r' || argument === '--require') preloaded.push(given[++i]);
  else if (!argument.startsWith('-')) {
    folder = path.resolve(argument);
    break;
  }
}
if (!folder) {
  process.stderr.write('usage: electron [switches] folder-of-an-application\n');
  process.exit(1);
}

for (const name of preloaded) Module._load(path.resolve(name), null, true);
process.defaultApp = true;

let main = folder;
const packageFile = path.join(folder, 'package.json');
if (fs.existsSync(packageFile)) {
  const description = JSON.parse(fs.readFileSync(packageFile, 'utf8'));
  if (description.version) app.setVersion(description.version);
  app.name = description.productName ?? description.name ?? app.name;
  app.setAppPath(folder);
  main = path.join(folder, description.main ?? 'index.js');
} else {
  app.setAppPath(path.dirname(folder));
}
Module._load(main, Module, true);
