import { connect, type Sql } from "./client.ts";

/** The application's own roles that an installation logs in for. */
const acted = ["xinqiao_web", "xinqiao_intake", "xinqiao_worker"] as const;
type Acted = (typeof acted)[number];

/**
 * Roles belong to a server and not to a database, so `xinqiao_web` is shared by all installations
 * there and can have no password of one of them. Each has logins of its own, which act as the shared
 * roles from their first statement on and have no rights beside.
 */
export async function ensureLogins(
  ownerUrl: string,
  installation: string,
  passwords: Readonly<Record<Acted, string>>,
): Promise<Readonly<Record<Acted, string>>> {
  const sql = connect(ownerUrl, { max: 1, applicationName: "xinqiao-logins" });
  try {
    // Two starts of one installation would make the same role.
    await sql`select pg_advisory_lock(hashtext('xinqiao.logins'))`;
    for (const role of acted)
      await ensureLogin(sql, role, loginFor(role, installation), passwords[role]);
  } finally {
    await sql.end();
  }
  const url = (role: Acted) => {
    const login = new URL(ownerUrl);
    login.username = loginFor(role, installation);
    login.password = passwords[role];
    return login.toString();
  };
  return {
    xinqiao_web: url("xinqiao_web"),
    xinqiao_intake: url("xinqiao_intake"),
    xinqiao_worker: url("xinqiao_worker"),
  };
}

const loginFor = (role: Acted, installation: string) => `${role}_${installation}`;

async function ensureLogin(sql: Sql, role: Acted, login: string, password: string) {
  if (!/^\w+$/.test(login)) throw new Error(`${login} is no name of a role.`);
  const secret = `'${password.replaceAll("'", "''")}'`;
  const [found] = await sql`select 1 from pg_roles where rolname = ${login}`;
  if (!found) await sql.unsafe(`create role ${login} login noinherit`);
  await sql.unsafe(`grant ${role} to ${login}`);
  await sql.unsafe(`alter role ${login} password ${secret}`);
  await sql.unsafe(`alter role ${login} set role = '${role}'`);
}
