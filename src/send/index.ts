/** The check is loaded with every action; what only sending needs is not. */
export async function main(): Promise<void> {
  const { send } = await import('./main.ts');
  await send();
}
