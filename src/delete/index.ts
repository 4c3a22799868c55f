/** The check is loaded with every action; what only deleting needs is not. */
export async function main(): Promise<void> {
  const { deleteUploads } = await import('./main.ts');
  await deleteUploads();
}
