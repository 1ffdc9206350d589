using Infometer.Cli;

return await InfometerCommand.RunAsync(args, Console.Out, Console.Error).ConfigureAwait(false);
