export interface User {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** Keycloak lets nobody in whose account lacks a step. */
  readonly incomplete: boolean;
}

function user(number: number, username: string, incomplete = false): User {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { id, username, password: `${username}-password`, incomplete };
}

/** NOMAD itself logs in as this one, to look users up. */
export const admin = user(1, 'admin');
export const ada = user(2, 'ada');
export const bob = user(3, 'bob');
export const nina = user(4, 'nina', true);

export const users: readonly User[] = [admin, ada, bob, nina];
