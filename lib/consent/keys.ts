import { env } from "../kernel/env.ts";
import { publicKeyOf, signerOf, type PublicKey, type Signer } from "../kernel/signing.ts";

let signer: Signer | undefined;
let trusted: readonly PublicKey[] | undefined;

/** The platform's key, which signs on behalf of a signer who has confirmed. */
export const platformSigner = (): Signer => (signer ??= signerOf(env().SIGNING_KEY));

/** Keys whose signatures count: the present one, and earlier ones that the settings still name. */
export function trustedKeys(): readonly PublicKey[] {
  trusted ??= [
    platformSigner().publicKey,
    ...(env().TRUSTED_KEYS?.split(",").filter(Boolean).map(publicKeyOf) ?? []),
  ];
  return trusted;
}
