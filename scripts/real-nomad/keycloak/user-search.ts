import { type User, users } from '../users.ts';

export function emailOf({ username }: User): string {
  return `${username}@nomad.invalid`;
}

export function representationOf(user: User): object {
  return {
    id: user.id,
    username: user.username,
    email: emailOf(user),
    firstName: user.username,
    lastName: 'Example',
    enabled: true,
    emailVerified: true,
    createdTimestamp: 1_700_000_000_000,
    attributes: {},
    requiredActions: user.incomplete ? ['UPDATE_PASSWORD'] : [],
  };
}

/** Exact for `username` and `email`, a part of either for `search`. */
export function search(query: URLSearchParams): object[] {
  const wanted = (name: string): string | undefined => query.get(name)?.toLowerCase();
  const [username, email, part] = [wanted('username'), wanted('email'), wanted('search')?.replaceAll('*', '')];
  return users
    .filter((user) => username === undefined || user.username === username)
    .filter((user) => email === undefined || emailOf(user) === email)
    .filter((user) => part === undefined || emailOf(user).includes(part))
    .map(representationOf);
}
