/** The name of the repository. NOMAD sees it as the user agent, and the comments of a pull request carry it. */
export const product = 'nomad-uploads';

/** What annotations and headings of the check begin with. */
export const checkTitle = 'NOMAD upload check';

/** Where people report a bug. */
export const newIssue = `https://github.com/OWNER/${product}/issues/new/choose`;
