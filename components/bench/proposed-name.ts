/** What a card made of a file could be called: the file's name, and as much of it as an id may hold. */
export function proposedName(fileName: string): Readonly<{ name: string; cardId: string }> {
  const name = fileName.replace(/(\.(csv|txt|tsv))?(\.gz)?$/i, "");
  const cardId = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return { name: name.slice(0, 100), cardId: cardId || "trained-card" };
}
