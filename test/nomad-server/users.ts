import { createHash } from 'node:crypto';

export interface User {
  readonly name: string;
  readonly id: string;
  readonly fullName: string;
  readonly admin: boolean;
  /** Keycloak refuses the password grant: `Account is not fully set up`. */
  readonly notSetUp: boolean;
}

function user(name: string, fullName: string, part: Partial<User> = {}): User {
  return { name, id: idOf(name), fullName, admin: false, notSetUp: false, ...part };
}

/** A Keycloak id; names that nobody can log in with have one too, so that they can own uploads. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(12, 15)}`, `8${hex.slice(15, 18)}`, hex.slice(18, 30)].join('-');
}

export const users: readonly User[] = [
  user('ada', 'Ada Lovelace'),
  user('bob', 'Bob Builder'),
  user('admin', 'Bench Admin', { admin: true }),
  user('nina', 'Nina Newcomer', { notSetUp: true }),
];

/** By name or e-mail address: Keycloak takes either. */
export function userNamed(name: string): User | undefined {
  return users.find((one) => one.name === name || `${one.name}@example.org` === name);
}

export function userWithId(id: string): User | undefined {
  return users.find((one) => one.id === id);
}

/** How ada logs in, as inputs of the action. */
export const password = { username: 'ada', password: 'ada-password' } as const;

export function passwordOf(someone: User): string {
  return `${someone.name}-password`;
}
