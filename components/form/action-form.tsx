"use client";

import { unstable_rethrow } from "next/navigation";
import {
  createContext,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useRef,
  type FormEvent,
  type ReactNode,
} from "react";
import { FormSummary } from "#components/ui/form-summary.tsx";
import { idle, type FormState } from "./form-state.ts";

type Action<Result> = (before: FormState<Result>, form: FormData) => Promise<FormState<Result>>;

type Context = Readonly<{ errors: Readonly<Record<string, string>>; pending: boolean }>;
const FormContext = createContext<Context>({ errors: {}, pending: false });

/** What the form around a field knows: the field's error, and whether a submission is under way. */
export function useFormContext(): Context {
  return useContext(FormContext);
}

type Props<Result> = Readonly<{
  action: Action<Result>;
  children: ReactNode | ((state: FormState<Result>, pending: boolean) => ReactNode);
  onDone?: (result: Result) => void;
  className?: string;
  /** Chinese names of fields, for the summary of what to mend. */
  labels?: Readonly<Record<string, string>>;
}>;

/**
 * A form over a server action. It never resets itself, so nothing typed is lost when the server
 * refuses, the session has ended or the network is gone; and a second click while one is under way
 * does nothing.
 */
export function ActionForm<Result>({ action, children, onDone, className, labels = {} }: Props<Result>) {
  const [state, submit, pending] = useActionState<FormState<Result>, FormData>(async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      return unreachable;
    }
  }, idle);
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.status === "refused") summary.current?.focus();
    if (state.status === "done") onDone?.(state.result);
    // Only a new answer counts; the callback may change with each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    // Submitting by hand keeps what was typed: a form action would reset the fields.
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter; // A submit event has one or null.
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(form));
  }

  const errors = state.status === "refused" ? state.fields : {};
  return (
    <FormContext.Provider value={{ errors, pending }}>
      <form onSubmit={send} className={className} noValidate aria-busy={pending}>
        {state.status === "refused" ? (
          <FormSummary ref={summary} message={state.message} problems={problemsOf(state.fields, labels)} />
        ) : null}
        {typeof children === "function" ? children(state, pending) : children}
      </form>
    </FormContext.Provider>
  );
}

const problemsOf = (fields: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([field, message]) => ({ field, label: labels[field] ?? "", message }));

const unreachable: FormState<never> = {
  status: "refused",
  reason: "web.unreachable",
  message: "网络或服务暂时不可用，本次操作可能没有生效。您填写的内容仍在，请稍后再次提交。",
  fields: {},
};
