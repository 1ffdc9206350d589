Console.WriteLine("infometer");
