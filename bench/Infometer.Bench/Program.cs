using Infometer.Bench;

if (args is ["--contender", string job, string data])
{
    OurContender.Serve(job, data);
    return 0;
}

return Runner.Run(Options.Parse(args));
