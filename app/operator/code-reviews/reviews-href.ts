type Place = Readonly<{ after: string | undefined; decided: string | undefined }>;

/** The page's address with both of its lists where they are; turning one over leaves the other. */
export function reviewsHref({ after, decided }: Place): `/operator/code-reviews?${string}` {
  const asked = new URLSearchParams();
  if (after) asked.set("after", after);
  if (decided) asked.set("decided", decided);
  return `/operator/code-reviews?${asked}`;
}
