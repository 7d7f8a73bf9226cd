/** A profile without goroutines, or bytes that are not a readable profile. */
export interface ProfileRefusal {
  readonly kind: 'refused';
  /** Name of the profile, e.g. `heap`; undefined if it cannot be read. */
  readonly profile: string | undefined;
  /** Message for the user: what was opened, and what to fetch instead. */
  readonly message: string;
}

const otherProfiles: Readonly<Record<string, string>> = {
  cpu: 'a CPU profile, which shows where time was spent',
  heap: 'a heap profile, which shows where memory was allocated',
  block: 'a block profile, which shows where goroutines waited',
  mutex: 'a mutex profile, which shows where locks were contended',
  contention: 'a block or mutex profile, which shows where goroutines waited',
};

const instead = 'fetch /debug/pprof/goroutine?debug=2.';

/** Refuses a profile of another kind. */
export function otherProfile(profile: string): ProfileRefusal {
  const what = Object.hasOwn(otherProfiles, profile)
    ? otherProfiles[profile]!
    : `a profile of “${profile.slice(0, 80)}”`;
  const message = `This is ${what}; it does not list goroutines. For a goroutine dump ${instead}`;
  return { kind: 'refused', profile, message };
}

/** Refuses bytes that are not a readable profile. @param reason a sentence without its period */
export function noProfile(reason: string): ProfileRefusal {
  return { kind: 'refused', profile: undefined, message: `${reason}. For a goroutine dump ${instead}` };
}
