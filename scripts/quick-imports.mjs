import { registerHooks } from "node:module";

// Before it loads a `.js` file of a package, Node reads all of the package's package.json anew to learn
// that the file is a module (nodejs/node#60425 took the cache away). That of drizzle-orm has 175 KB of
// exports and a hundred files behind them: near a second of every start. Between files of the package
// nothing has to be looked up: it says "type": "module".
registerHooks({
  resolve(specifier, context, next) {
    const within = context.parentURL?.includes("/node_modules/drizzle-orm/") ?? false;
    if (!within || !specifier.startsWith(".") || context.conditions.includes("require"))
      return next(specifier, context);
    const url = new URL(specifier, context.parentURL).href;
    return { url, format: "module", shortCircuit: true };
  },
});
