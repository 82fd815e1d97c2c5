import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import { aStoredProduct, aStoredVersion } from "./factory.ts";
import { listProducts, productInForce, productsInForce, productVersion } from "./index.ts";

const now = new Date();
const tomorrow = new Date(now.getTime() + 86_400_000);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());

const versionsOf = async (productId: string) =>
  (await productsInForce(db, now))
    .filter((product) => product.productId === productId)
    .map(({ version }) => version);

test("on offer is what is published and not retired, with its institution's names", async () => {
  const institution = await anInstitution(owner);
  const { productId, versionId } = await aStoredProduct(owner, { institutionId: institution.id });
  await aStoredVersion(owner, productId, { version: 0, retiredAt: now });
  await aStoredVersion(owner, productId, { version: 2, publishedAt: tomorrow });
  expect(await versionsOf(productId)).toEqual([1]);
  expect(await productInForce(db, productId, now)).toMatchObject({
    versionId,
    institutionName: institution.name,
    institutionShortName: institution.name,
    requiredItems: ["vat_declaration", "tax_grade"],
  });
});

test("a retired version is still read by those who applied under it, and is not on offer", async () => {
  const institution = await anInstitution(owner);
  const product = await aStoredProduct(owner, { institutionId: institution.id, retiredAt: now });
  expect(await versionsOf(product.productId)).toEqual([]);
  expect(await productInForce(db, product.productId, now)).toBeNull();
  expect(await productVersion(db, product.versionId)).toMatchObject({ retiredAt: now });
  expect(await productVersion(db, newId())).toBeNull();
});

test("an officer lists the own institution's products and no other", async () => {
  const [own, other] = [await anInstitution(owner), await anInstitution(owner)];
  const { productId } = await aStoredProduct(owner, { institutionId: own.id });
  const retired = await aStoredProduct(owner, { institutionId: own.id, retiredAt: now });
  await aStoredProduct(owner, { institutionId: other.id });
  const products = await listProducts({ db, actor: await anOfficer(owner, own.id), now }, {});
  expect(new Map(products.map((one) => [one.productId, [one.version, one.retired]]))).toEqual(
    new Map([
      [productId, [1, false]],
      [retired.productId, [null, true]],
    ]),
  );
});

test("an enterprise does not list an institution's products this way", async () => {
  const person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  await expect(listProducts({ db, actor: person, now }, {})).rejects.toMatchObject({
    kind: "forbidden",
  });
});
