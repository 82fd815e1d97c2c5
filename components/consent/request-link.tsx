import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";

/** To the form in which an institution asks for what its application lacks. */
export function RequestLink({ applicationId }: { readonly applicationId: string }) {
  return (
    <Button asChild>
      <AppLink href={`/institution/authorisations/new?application=${applicationId}`}>
        请求授权
      </AppLink>
    </Button>
  );
}
