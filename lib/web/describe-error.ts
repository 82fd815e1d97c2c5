/**
 * An error as it may stand in a log. What people typed reaches errors by three ways, and is left out
 * of each: the query layer appends a failed statement's values to its message, PostgreSQL quotes a
 * value that it cannot read and names rows in `detail`, and a parser quotes what it stumbled over.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const message = safeMessage(error);
  return {
    name: error.name,
    message,
    ...pick(error, ["code", "constraint_name", "table_name", "column_name"]),
    stack: [`${error.name}: ${message}`, ...frames(error)].join("\n"),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

function safeMessage(error: Error): string {
  const [statement = ""] = error.message.split("\nparams:");
  // Class 22 is about values; in every other class what PostgreSQL quotes are names of its own.
  const quotesValues = String(codeOf(error)).startsWith("22") || error instanceof SyntaxError;
  return quotesValues ? statement.replace(/"[\s\S]*"/, '"…"') : statement;
}

/** The lines that say where; a stack begins with the message, which may look like such lines itself. */
function frames({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  return stack
    .slice(start + message.length)
    .split("\n")
    .filter((line) => line.startsWith("    at "));
}

const codeOf = (error: Error) => ("code" in error ? error.code : "");

const pick = (error: Error, names: readonly string[]) =>
  Object.fromEntries(Object.entries(error).filter(([name]) => names.includes(name)));
