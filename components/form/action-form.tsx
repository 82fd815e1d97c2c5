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
import { FormErrors } from "#components/ui/form-errors.tsx";
import { idle, type FormState } from "./form-state.ts";

type Action<Result> = (before: FormState<Result>, form: FormData) => Promise<FormState<Result>>;

type Context = Readonly<{
  errors: Readonly<Record<string, string>>;
  pending: boolean;
  idPrefix: string;
}>;
const FormContext = createContext<Context>({ errors: {}, pending: false, idPrefix: "" });

/** What the form around a field knows: its error, its id's beginning, and whether a submission is under way. */
export function useFormContext(): Context {
  return useContext(FormContext);
}

type Props<Result> = Readonly<{
  action: Action<Result>;
  children: ReactNode | ((state: FormState<Result>, pending: boolean) => ReactNode);
  onDone?: (result: Result) => void;
  className?: string;
  /** Tells the fields of this form from those of its like on the same page. */
  idPrefix?: string;
}>;

/**
 * A form over a server action. It never resets itself, so nothing typed is lost when the server
 * refuses, the session has ended or the network is gone; and a second click while one is under way
 * does nothing.
 */
export function ActionForm<Result>(props: Props<Result>) {
  const { action, children, onDone, className, idPrefix = "" } = props;
  const [state, submit, pending] = useActionState<FormState<Result>, FormData>(
    async (before, form) => {
      try {
        return await action(before, form);
      } catch (error) {
        unstable_rethrow(error);
        // A new object each time: the same one twice would look like no answer at all.
        return { ...unreachable };
      }
    },
    idle,
  );
  const sending = useRef(false);

  useEffect(() => {
    sending.current = false;
    if (state.status === "done") onDone?.(state.result);
    // Only a new answer counts; the callback may change with each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    // Submitting by hand keeps what was typed: a form action would reset the fields.
    event.preventDefault();
    // A reference, since a double click comes before the first one is drawn as pending.
    if (sending.current) return;
    sending.current = true;
    const submitter = (event.nativeEvent as SubmitEvent).submitter; // A submit event has one or null.
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(form));
  }

  const errors = state.status === "refused" ? state.fields : {};
  return (
    <FormContext.Provider value={{ errors, pending, idPrefix }}>
      {/* Sent before the page has come to life, it must not put what was typed into an address. */}
      <form method="post" onSubmit={send} className={className} noValidate aria-busy={pending}>
        {state.status === "refused" ? (
          <FormErrors
            {...(Object.keys(state.fields).length === 0 ? { title: "操作未完成" } : {})}
            errors={problemsOf(state, idPrefix)}
          />
        ) : null}
        {typeof children === "function" ? children(state, pending) : children}
      </form>
    </FormContext.Provider>
  );
}

type Refused = Extract<FormState, { status: "refused" }>;

/** A control's id is its field's name behind the prefix; what no field answers for stands without a link. */
function problemsOf({ fields, message }: Refused, idPrefix: string) {
  const problems = Object.entries(fields).map(([name, problem]) => ({
    fieldId: idPrefix + name,
    message: problem,
  }));
  return problems.length > 0 ? problems : [{ message }];
}

const unreachable: FormState<never> = {
  status: "refused",
  reason: "web.unreachable",
  message: "网络或服务暂时不可用，本次操作可能没有生效，请核对后再试。您填写的内容仍在。",
  fields: {},
};
